"""Rates against sizes, both by powers of ten, as an SVG file."""

import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 70, 190, 20, 50
COLOURS = ("#1b6ca8", "#7fb2d9", "#444444", "#a8a8a8", "#b5541c", "#e0a377")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def power(exponent):
    return "10" + str(exponent).translate(SUPERSCRIPTS)


def write(path, lines):
    """lines: name -> [(residents, resident-weeks a second)]"""
    every = [point for points in lines.values() for point in points]
    low_x, high_x = (math.floor(math.log10(min(x for x, _ in every))), math.ceil(math.log10(max(x for x, _ in every))))
    low_y, high_y = (math.floor(math.log10(min(y for _, y in every))), math.ceil(math.log10(max(y for _, y in every))))

    def at_x(x):
        return LEFT + (math.log10(x) - low_x) / max(1, high_x - low_x) * (WIDTH - LEFT - RIGHT)

    def at_y(y):
        return HEIGHT - BOTTOM - (math.log10(y) - low_y) / max(1, high_y - low_y) * (HEIGHT - TOP - BOTTOM)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
             "<title>Resident-weeks a second by number of residents</title>",
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for exponent in range(low_x, high_x + 1):
        x = at_x(10.0**exponent)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{power(exponent)}</text>')
    for exponent in range(low_y, high_y + 1):
        y = at_y(10.0**exponent)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{power(exponent)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">residents</text>')
    parts.append(f'<text x="16" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 16 {HEIGHT / 2})">'
                 "resident-weeks a second</text>")
    below = TOP
    for colour, (name, points) in zip(COLOURS, sorted(lines.items(), key=lambda one: -one[1][-1][1])):
        path_of = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)
        parts.append(f'<polyline points="{path_of}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{at_x(x):.1f}" cy="{at_y(y):.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        end = at_y(points[-1][1])
        below = max(below, end)
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{below + 4:.1f}" fill="{colour}">{name}</text>')
        below += 17
    parts.append("</svg>")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")
