// `schema`: what may stand in an experiment file as a JSON Schema (2020-12), for editors.

#include "experiments/schema/schema.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/json.hpp"
#include "experiments/cli/schema_page.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/input/units.hpp"

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

using json = nlohmann::ordered_json;
using schema::Form;
using schema::Holds;

json reference(const std::string& shape)
{
    return {{"$ref", "#/$defs/" + shape}};
}

json any_of(std::vector<json> forms)
{
    return forms.size() == 1 ? forms.front() : json{{"anyOf", forms}};
}

/// "hours/week" -> "hours?/week", so that one hour a week is written as it is said; "1/year" also as "/year".
std::string pattern_of(const std::string& unit)
{
    if (unit.starts_with("1/")) {
        return "1?" + unit.substr(1);
    }
    const auto end = std::min(unit.find('/'), unit.size());
    const bool plural = end > 0 && unit[end - 1] == 's';
    return plural ? unit.substr(0, end) + "?" + unit.substr(end) : unit;
}

/// A number in quotes, with one of the units of its dimension.
json worded(const input::Measure& measure)
{
    std::string units;
    for (const auto& unit : input::unit_names(measure.dimension)) {
        units += (units.empty() ? "" : "|") + pattern_of(unit);
    }
    return {{"type", "string"}, {"pattern", "^\\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\\s*(" + units + ")?\\s*$"}};
}

/// A bare number. Its limits hold in the unit the program holds it in, so only where no other can be meant.
json bare(const input::Measure& measure)
{
    json number{{"type", measure.whole ? "integer" : "number"}};
    if (std::isfinite(measure.low) && (input::may_be_bare(measure.dimension) || measure.low == 0)) {
        number["minimum"] = measure.low;
    }
    if (std::isfinite(measure.high) && input::may_be_bare(measure.dimension)) {
        number["maximum"] = measure.high;
    }
    return number;
}

/// { value = …, unit = … }
json record(const json& value)
{
    const json limit = json{{"type", json::array({"number", "string"})}};
    return {{"type", "object"},
            {"properties",
             {{"value", value},
              {"unit", reference("text")},
              {"source", reference("text")},
              {"assumed", reference("text")},
              {"low", limit},
              {"high", limit},
              {"distribution", reference("text")},
              {"spread", {{"type", "number"}, {"minimum", 1}}},
              {"note", reference("text")},
              {"about", reference("text")},
              {"label", reference("text")}}},
            {"required", json::array({"value"})},
            {"additionalProperties", false}};
}

json array_of(const json& items, std::size_t count)
{
    json array{{"type", "array"}, {"items", items}};
    if (count > 0) {
        array["minItems"] = array["maxItems"] = count;
    }
    return array;
}

json words_of(const std::vector<std::string>& words)
{
    return words.empty() ? reference("text") : json{{"enum", words}};
}

json schema_of(const Form& form)
{
    const auto one = [&form] { return any_of({bare(form.measure), worded(form.measure)}); };
    switch (form.holds) {
    case Holds::text:
        return reference("text");
    case Holds::word:
        return words_of(form.words);
    case Holds::flag:
        return {{"type", "boolean"}};
    case Holds::texts:
        return array_of(words_of(form.words), 0);
    case Holds::number:
        return any_of({one(), record(one())});
    case Holds::numbers:
        return any_of({array_of(one(), form.count), record(array_of(one(), form.count))});
    case Holds::amount: {
        const json amount{{"type", json::array({"number", "string"})}};
        return any_of({amount, record(amount)});
    }
    case Holds::amounts: {
        const json list = array_of({{"type", json::array({"number", "string"})}}, 0);
        return any_of({list, record(list)});
    }
    case Holds::table:
        return reference(form.table);
    case Holds::tables:
        return array_of(reference(form.table), 0);
    }
    return true;
}

/// What the numbers of a key are, in words.
std::string described_with_measures(const schema::Declaration& key)
{
    auto words = key.meaning;
    for (const auto& form : key.forms) {
        if (form.holds == Holds::number || form.holds == Holds::numbers) {
            words += "; " + input::description(form.measure);
        }
    }
    return key.absent.empty() ? words : words + ". Absent: " + key.absent;
}

json schema_of(const schema::Declaration& key)
{
    std::vector<json> forms;
    for (const auto& form : key.forms) {
        forms.push_back(schema_of(form));
    }
    auto schema = any_of(forms);
    schema["description"] = described_with_measures(key);
    return schema;
}

json schema_of(const schema::Table& shape)
{
    json properties = json::object();
    for (const auto& key : shape.keys) {
        properties[key.name] = schema_of(key);
    }
    for (const auto& key : schema::common_keys()) {
        properties.emplace(key.name, reference("text"));
    }
    for (const auto* word : {"source", "assumed", "unit", "note"}) {
        properties.emplace(word, reference("text"));
    }
    properties.emplace("spread", json{{"type", "number"}, {"minimum", 1}});
    json schema{{"type", "object"}, {"properties", properties}};
    if (shape.others) {
        schema["additionalProperties"] = schema_of(*shape.others);
        schema["not"] = {{"required", json::array({"value"})}}; // that would be a number
    } else {
        schema["additionalProperties"] = false;
    }
    return schema;
}

int print_schema()
{
    json definitions{{"text", {{"type", "string"}}}};
    for (const auto& shape : schema::all_tables()) {
        definitions[shape.name] = schema_of(shape);
    }
    json all{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
             {"title", "An experiment of meamsim, or a part of one"},
             {"$ref", "#/$defs/" + schema::all_tables().front().name},
             {"$defs", definitions}};
    to_stdout("{}\n", json_text(all));
    return all_done;
}

} // namespace

Command schema_command()
{
    auto form = std::make_shared<std::string>("json");
    return Command("schema", "JSON Schema of the experiment file, for editors")
        .option("--as", "WORD", "Form: a schema, or the reference page", form.get())
        .among({"json", "md"})
        .runs([form](const Invocation&) { return *form == "md" ? schema_page() : print_schema(); });
}

} // namespace meam::cli
