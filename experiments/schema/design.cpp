// The design: points at which numbers of the model vary.

#include "experiments/design/design.hpp"
#include "experiments/schema/declare.hpp"

namespace meam::schema {

std::vector<Table> design_tables()
{
    return {
        {"design",
         {
             {"method",
              {word(design_method_names)},
              "how points are chosen: every combination of values, one value of each axis after the other, or a sample",
              ""},
             {"points",
              {number({Dimension::count, 1, most_design_points, true})},
              "number of points of a sample, besides point 0 with the numbers as stated",
              "as many as the values give"},
             {"seed", {number({Dimension::count, 0, 9e15, true})}, "seed of the sample", "1"},
             {"axis", {table("axes")}, "what varies between points", ""},
         },
         {}},
        {"axes", {}, Declaration{"<axis>", {table("axis")}, "a number, or several that vary together", ""}},
        {"axis",
         {
             {"set", {text()}, "the path of the number that takes the values; `*` for a part: every one that fits", ""},
             {"scale",
              {text()},
              "the path of the number, or of the whole hazard, that is multiplied by the values; `*` as in `set`",
              ""},
             {"of", {table("services_of")}, "restricts `*` to these services", "all"},
             {"values", {amounts()}, "the values of a grid or list", ""},
             {"low", {amount()}, "the low end of a sample's range", "the low end of the number's own range"},
             {"high", {amount()}, "the high end of a sample's range", "the high end of the number's own range"},
             {"distribution",
              {word(design_distribution_names)},
              "distribution of a sample over its range",
              "log_uniform if the range is above zero and spans a factor of four or more, else uniform"},
         },
         {}},
    };
}

} // namespace meam::schema
