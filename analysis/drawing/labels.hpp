#pragma once
// Moves labels onto their arrows where there is space, so that a label is not read as belonging to another arrow.

#include "analysis/drawing/layout.hpp"

namespace meam::analysis {

/// Moves each label to a position where it covers no box and no other label, and which few other arrows cross. Arrows
/// without a label (width 0) are ignored.
void place_labels(DrawingLayout& layout, const std::vector<BoxSize>& boxes, const std::vector<ArrowSpec>& arrows);

/// Points along a Bézier curve, including its ends. @param each_piece  points per piece
std::vector<Position> points_along(const std::vector<Position>& curve, int each_piece);

} // namespace meam::analysis
