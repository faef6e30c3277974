// One row for each code. E1xx: files and values. E2xx: what the model means. E3xx: policies and scenarios. E4xx:
// results. A row is all it takes to add a code: keep them sorted.

#include "sim/input/catalogue.hpp"

#include <algorithm>
#include <array>

namespace meam::input {

namespace {

constexpr std::array rows{
    CatalogueEntry{"E100", "the file is not TOML",
                   "The text breaks the grammar of TOML (toml.io), so nothing in it can be read. Only the first such "
                   "place is told: what "
                   "follows it would be guesswork. The usual causes: text or a number with a unit without its quotes, "
                   "a quote or bracket "
                   "that is not closed, a key or table stated twice, or a file that is not saved as UTF-8.",
                   "delay = 3 weeks", "delay = \"3 weeks\""},
    CatalogueEntry{"E101", "a file cannot be read",
                   "The file that was named does not exist, is a folder, may not be opened, or is larger than any "
                   "experiment. The program "
                   "ends with exit code 4.",
                   "meamsim check experiments", "meamsim check experiments/winter.toml"},
    CatalogueEntry{"E102", "the file it is based on is not there",
                   "A name in `based_on` is looked up as NAME.toml beside the file that says it, then in the library. "
                   "It was found in "
                   "neither. `meamsim list` shows what the library holds.",
                   "based_on = \"basline\"", "based_on = \"baseline\""},
    CatalogueEntry{"E103", "files are based on each other in a circle",
                   "A file states what differs from the files that it is based on, so one of them has to come first. "
                   "In a circle none "
                   "does.",
                   "based_on = \"b\"   # in a.toml, while b.toml is based on \"a\"", "based_on = \"baseline\""},
    CatalogueEntry{"E104", "nobody reads this key",
                   "No part of the program asks for this key where it stands: it is misspelt, in the wrong table, or "
                   "of another version. "
                   "Keys are never passed over in silence, because a number that is not read changes no result. The "
                   "same is said of a "
                   "path in --set whose table does not exist. `about`, `label`, `source`, `assumed`, `spread`, `unit` "
                   "and `note` may "
                   "stand in every table.",
                   "[service.gp]\nthresold = 2", "[service.gp]\nthreshold = 2"},
    CatalogueEntry{"E105", "a key is missing",
                   "The table cannot do without this key, and there is no default that would be right for most places. "
                   "Where it is an "
                   "end of a range, the other end is there: a range has both.",
                   "rate = { value = 0.05, unit = \"1/year\", low = 0.02 }",
                   "rate = { value = 0.05, unit = \"1/year\", low = 0.02, high = 0.1 }"},
    CatalogueEntry{"E106", "a value of the wrong kind",
                   "The key is known, but what it holds is a text where a number is asked for, a number where a table "
                   "is asked for, and "
                   "so on. Numbers and true or false stand without quotes, text with them.",
                   "threshold = \"high\"", "threshold = 2"},
    CatalogueEntry{"E107", "a number is out of range",
                   "The number is outside the limits of what it measures (a probability of 1.2, a negative rate), is "
                   "not whole where only "
                   "whole numbers make sense, or is infinite or not a number. Limits are in the unit in which the "
                   "program holds the "
                   "number.",
                   "completion = 1.2", "completion = 0.8"},
    CatalogueEntry{"E108", "a number needs its unit",
                   "Rates, durations, money, hours and workers are never bare: 3 may be days or weeks. Write the unit "
                   "behind the number, "
                   "in its record, or once as `unit` in a table for all numbers in it. Ratios, probabilities, levels "
                   "and counts have "
                   "none.",
                   "delay = 3", "delay = \"3 weeks\""},
    CatalogueEntry{"E109", "the unit measures something else",
                   "The unit is not known, or measures something else than this number: a duration cannot be in "
                   "1/year. Units may stand in "
                   "the plural.",
                   "delay = \"3 weaks\"", "delay = \"3 weeks\""},
    CatalogueEntry{"E110", "a number of the library has no source",
                   "Every number in the library says where it comes from: `source` (an id of the evidence register or "
                   "a public figure), "
                   "or `assumed` with the reason. Either may stand in a table, for all its numbers. Files of your own "
                   "may leave it out.",
                   "threshold = 2", "threshold = { value = 2, source = \"CR5.2\" }"},
    CatalogueEntry{"E111", "an assumption of the library has no range",
                   "Whoever assumes a number also says how far it may be off, so that a sweep can try it: `low` and "
                   "`high`, or a `spread`, "
                   "which may stand in a table. `spread = 2` means value/2 to value*2 (for a probability, its odds).",
                   "ratio = { value = 1.5, assumed = \"as for debt\" }",
                   "ratio = { value = 1.5, assumed = \"as for debt\", low = 0.9, high = 2.5 }"},
    CatalogueEntry{"E112", "a range does not hold its value",
                   "`low` is at most the value, `high` at least. In the record of an array both are factors on every "
                   "number in it, so low "
                   "is at most 1 and high at least 1.",
                   "rate = { value = 0.5, unit = \"1/year\", low = 0.6, high = 1 }",
                   "rate = { value = 0.5, unit = \"1/year\", low = 0.2, high = 1 }"},
    CatalogueEntry{"E113", "not one of the words that may stand here",
                   "The key takes one of a few words; the message lists them.", "when = \"drian\"", "when = \"drain\""},
    CatalogueEntry{"E114", "two keys that exclude each other",
                   "Both keys answer the same question, differently: `source` and `assumed`, or `spread` beside `low` "
                   "and `high`. Keep "
                   "one.",
                   "ratio = { value = 1.5, source = \"CR5.2\", assumed = \"as for debt\" }",
                   "ratio = { value = 1.5, source = \"CR5.2\" }"},
    CatalogueEntry{
        "E115", "an array of the wrong length",
        "The array stands for a fixed set, such as the four levels of severity, and has to hold one number for each.",
        "by_need.debt = [0, 0.3, 0.9]", "by_need.debt = [0, 0.3, 0.9, 3.0]"},
};

} // namespace

std::span<const CatalogueEntry> catalogue()
{
    return rows;
}

const CatalogueEntry* catalogue_entry(std::string_view code)
{
    const auto found = std::ranges::find(rows, code, &CatalogueEntry::code);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace meam::input
