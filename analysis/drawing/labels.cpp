#include "analysis/drawing/labels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace meam::analysis {
namespace {

constexpr int pieces = 16;                                                   ///< points checked per piece of a curve
constexpr int rounds = 3;                                                    ///< number of passes over all labels
constexpr double room = 3.0;                                                 ///< margin around a label [px]
constexpr double by_a_line = 4.0, off_its_line = 3.0, from_the_middle = 2.0; ///< penalties of a position

struct Frame {
    double left, top, right, bottom;
};

Frame frame(Position centre, BoxSize size, double more)
{
    return {centre.x - size.width / 2 - more, centre.y - size.height / 2 - more, centre.x + size.width / 2 + more,
            centre.y + size.height / 2 + more};
}

bool overlap(const Frame& a, const Frame& b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

bool inside(Position p, const Frame& f)
{
    return p.x > f.left && p.x < f.right && p.y > f.top && p.y < f.bottom;
}

class Placer {
public:
    Placer(DrawingLayout& layout, const std::vector<BoxSize>& boxes, const std::vector<ArrowSpec>& arrows)
        : layout_(layout), boxes_(boxes), arrows_(arrows)
    {
        for (const auto& arrow : layout.arrows) {
            points_.push_back(points_along(arrow.curve, pieces));
        }
    }

    void place()
    {
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t a = 0; a < arrows_.size(); ++a) {
                if (arrows_[a].label.width > 0.0 && points_[a].size() > 2) {
                    move(a);
                }
            }
        }
    }

private:
    void move(std::size_t a)
    {
        Position best = layout_.arrows[a].label;
        double least = cost(a, best) + off_its_line;
        const auto& line = points_[a];
        const auto middle = static_cast<double>(line.size() - 1) / 2;
        for (std::size_t k = 1; k + 1 < line.size(); ++k) {
            const double here =
                cost(a, line[k]) + from_the_middle * std::fabs(static_cast<double>(k) - middle) / middle;
            if (here < least) {
                least = here;
                best = line[k];
            }
        }
        layout_.arrows[a].label = best;
    }

    [[nodiscard]] double cost(std::size_t a, Position at) const
    {
        const auto mine = frame(at, arrows_[a].label, room);
        if (mine.left < 0 || mine.top < 0 || mine.right > layout_.width || mine.bottom > layout_.height) {
            return std::numeric_limits<double>::infinity();
        }
        for (std::size_t b = 0; b < boxes_.size(); ++b) {
            if (overlap(mine, frame(layout_.boxes[b], boxes_[b], room))) {
                return std::numeric_limits<double>::infinity();
            }
        }
        double sum = 0.0;
        for (std::size_t other = 0; other < arrows_.size(); ++other) {
            if (other == a) {
                continue;
            }
            if (arrows_[other].label.width > 0.0 &&
                overlap(mine, frame(layout_.arrows[other].label, arrows_[other].label, 0.0))) {
                return std::numeric_limits<double>::infinity();
            }
            const auto& line = points_[other];
            sum += std::any_of(line.begin(), line.end(), [&](Position p) { return inside(p, mine); }) ? by_a_line : 0.0;
            sum += inside(layout_.arrows[other].tip, mine) ? by_a_line : 0.0;
        }
        return sum + (inside(layout_.arrows[a].tip, mine) ? by_a_line : 0.0);
    }

    DrawingLayout& layout_;
    const std::vector<BoxSize>& boxes_;
    const std::vector<ArrowSpec>& arrows_;
    std::vector<std::vector<Position>> points_;
};

} // namespace

std::vector<Position> points_along(const std::vector<Position>& curve, int each_piece)
{
    std::vector<Position> points;
    for (std::size_t k = 0; k + 3 < curve.size(); k += 3) {
        for (int i = k == 0 ? 0 : 1; i <= each_piece; ++i) {
            const double t = static_cast<double>(i) / each_piece, u = 1 - t;
            const double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
            points.push_back({a * curve[k].x + b * curve[k + 1].x + c * curve[k + 2].x + d * curve[k + 3].x,
                              a * curve[k].y + b * curve[k + 1].y + c * curve[k + 2].y + d * curve[k + 3].y});
        }
    }
    return points;
}

void place_labels(DrawingLayout& layout, const std::vector<BoxSize>& boxes, const std::vector<ArrowSpec>& arrows)
{
    Placer(layout, boxes, arrows).place();
}

} // namespace meam::analysis
