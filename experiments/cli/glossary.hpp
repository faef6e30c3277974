#pragma once
// The words of meamsim and what they mean: the source of `meamsim explain TERM` and of docs/glossary.md.

#include "experiments/cli/explain_arguments.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meam::cli {

/// One term, defined in one or two plain sentences. Code, messages and pages use the term in this meaning only.
struct Term {
    std::string_view name; ///< lower case, except for abbreviations
    std::string_view also; ///< other spellings that `explain` accepts, separated by ", "; "" where there are none
    std::string_view meaning;
};

/// A group of terms under one heading of the glossary page.
struct TermGroup {
    std::string_view title;
    std::span<const Term> terms; ///< sorted by name, without regard to case
};

std::span<const TermGroup> glossary();

/// The term of that name or other spelling, without regard to case, hyphens, blanks and underscores; nullptr where
/// there is none.
const Term* find_term(std::string_view name);

/// Every name and other spelling, for "did you mean" and for completion.
std::vector<std::string> term_names();

/// Prints the whole glossary as text, Markdown or JSON.
int explain_glossary(const ExplainArguments& arguments);

} // namespace meam::cli
