#pragma once
// Checks for programming errors, not for errors in an input. Enabled in debug builds and in CI; absent from release
// builds.

#include <cstdio>
#include <cstdlib>

#ifdef MEAM_CONTRACTS
#define MEAM_EXPECTS(condition)                                                                                        \
    ((condition) ? void(0)                                                                                             \
                 : (std::fprintf(stderr, "meamsim: broken contract at %s:%d: %s\n", __FILE__, __LINE__, #condition),   \
                    std::abort()))
#else
#define MEAM_EXPECTS(condition) void(0)
#endif
