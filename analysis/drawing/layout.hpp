#pragma once
// Layout of drawings with boxes and arrows: layers from left to right, with space for labels on arrows. Computed by
// Graphviz, which only layout.cpp includes. Builds without Graphviz cannot compute layouts.

#include <vector>

namespace meam::analysis {

struct Position {
    double x = 0.0, y = 0.0; ///< from the top left corner; y increases downwards [px]
};

struct BoxSize {
    double width = 0.0, height = 0.0; ///< [px]
};

/// An arrow to be laid out, between two boxes given by index.
struct ArrowSpec {
    int from = 0, to = 0;
    BoxSize label;       ///< size of the label; width 0: no label
    double weight = 1.0; ///< the larger, the straighter and shorter the arrow
};

/// The position of an arrow in the drawing.
struct Arrow {
    std::vector<Position> curve; ///< cubic Bézier curve: start point, then three points per piece
    Position tip;                ///< end of the arrow head
    Position label;              ///< centre of the label
};

/// Positions of all boxes and arrows, in the order in which they were given.
struct DrawingLayout {
    double width = 0.0, height = 0.0;
    std::vector<Position> boxes; ///< centres
    std::vector<Arrow> arrows;
};

/// Whether this build includes Graphviz.
bool can_lay_out();

/// @throws results::ResultsError  if Graphviz is missing or fails
DrawingLayout laid_out(const std::vector<BoxSize>& boxes, const std::vector<ArrowSpec>& arrows);

} // namespace meam::analysis
