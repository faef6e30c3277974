#pragma once
// Where the boxes and arrows of a drawing go: layers from left to right, labels on the arrows given room. Graphviz does
// the work, in layout.cpp alone; a build without it can lay out nothing.

#include <vector>

namespace meam::analysis {

struct Position {
    double x = 0.0, y = 0.0; ///< from the top left, downwards [px]
};

struct BoxSize {
    double width = 0.0, height = 0.0; ///< [px]
};

struct ArrowSpec {
    int from = 0, to = 0;
    BoxSize label;       ///< room for it; nothing: no label
    double weight = 1.0; ///< the larger, the straighter and shorter
};

struct Arrow {
    std::vector<Position> curve; ///< cubic Bézier: a start, then three points a piece
    Position tip;                ///< where the arrow's head ends
    Position label;              ///< its centre
};

struct Layout {
    double width = 0.0, height = 0.0;
    std::vector<Position> boxes; ///< centres
    std::vector<Arrow> arrows;
};

/// Whether this build has the library.
bool can_lay_out();

/// @throws results::ResultsError  where the library is missing or fails
Layout laid_out(const std::vector<BoxSize>& boxes, const std::vector<ArrowSpec>& arrows);

} // namespace meam::analysis
