// What the leak sanitizer may pass over: Graphviz 2.42 loses some kilobytes with every layout (libgvc).

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libgvc.so\n";
}
