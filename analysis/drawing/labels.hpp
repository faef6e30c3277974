#pragma once
// Moves the labels of arrows onto their own arrows where there is room: a label beside another's line is read as that
// line's.

#include "analysis/drawing/layout.hpp"

namespace meam::analysis {

/// A label moves only to where it covers no box and no other label; among such places to one that few other arrows
/// cross. Those that have no label (no room asked for) stay out of it.
void place_labels(Layout& layout, const std::vector<BoxSize>& boxes, const std::vector<ArrowSpec>& arrows);

/// Points along a curve, ends included.
std::vector<Position> points_along(const std::vector<Position>& curve, int each_piece);

} // namespace meam::analysis
