// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "colorscience.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tierwatch::test {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr double pi = std::numbers::pi;

constexpr Matrix identity{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix deuteranopia{{{0.367322, 0.860646, -0.227968},
                               {0.280085, 0.672501, 0.047413},
                               {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix protanopia{{{0.152286, 1.052583, -0.204868},
                             {0.114503, 0.786281, 0.099216},
                             {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix tritanopia{{{1.255528, -0.076749, -0.178779},
                             {-0.078411, 0.930809, 0.147602},
                             {0.004733, 0.691367, 0.303900}}};
constexpr Matrix toXyz{{{0.4124564, 0.3575761, 0.1804375},
                        {0.2126729, 0.7151522, 0.0721750},
                        {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple white{0.95047, 1.0, 1.08883};

const Matrix& matrixOf(Vision vision)
{
    switch (vision) {
    case Vision::Deuteranopia:
        return deuteranopia;
    case Vision::Protanopia:
        return protanopia;
    case Vision::Tritanopia:
        return tritanopia;
    case Vision::Normal:
        break;
    }
    return identity;
}

Triple times(const Matrix& matrix, const Triple& v)
{
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row)
        result[row] = matrix[row][0] * v[0] + matrix[row][1] * v[1] + matrix[row][2] * v[2];
    return result;
}

Triple linear(const QColor& color)
{
    const auto channel = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {channel(color.red() / 255.0), channel(color.green() / 255.0),
            channel(color.blue() / 255.0)};
}

struct Lab
{
    double l, a, b;
};

Lab labOf(const QColor& color, Vision vision)
{
    Triple seen = times(matrixOf(vision), linear(color));
    for (double& channel : seen)
        channel = std::clamp(channel, 0.0, 1.0);
    const Triple xyz = times(toXyz, seen);
    const auto f = [&](std::size_t i) {
        const double t = xyz[i] / white[i];
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    };
    return {116 * f(1) - 16, 500 * (f(0) - f(1)), 200 * (f(1) - f(2))};
}

double hue(double b, double a)
{
    if (a == 0 && b == 0)
        return 0;
    const double angle = std::atan2(b, a);
    return angle < 0 ? angle + 2 * pi : angle;
}

double radians(double degrees)
{
    return degrees * pi / 180;
}

/// The mean of two hues, on the shorter way round.
double meanHue(double h1, double h2)
{
    if (std::abs(h1 - h2) <= pi)
        return (h1 + h2) / 2;
    return (h1 + h2 + (h1 + h2 < 2 * pi ? 2 * pi : -2 * pi)) / 2;
}

double ciede2000(const Lab& x, const Lab& y)
{
    const double meanC = (std::hypot(x.a, x.b) + std::hypot(y.a, y.b)) / 2;
    const double c7 = std::pow(meanC, 7), base7 = std::pow(25.0, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + base7)));
    const double a1 = x.a * (1 + g), a2 = y.a * (1 + g);
    const double c1 = std::hypot(a1, x.b), c2 = std::hypot(a2, y.b);
    const double h1 = hue(x.b, a1), h2 = hue(y.b, a2);
    double dh = c1 * c2 == 0 ? 0 : h2 - h1;
    if (dh > pi)
        dh -= 2 * pi;
    else if (dh < -pi)
        dh += 2 * pi;
    const double dL = y.l - x.l, dC = c2 - c1, dH = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2);

    const double l = (x.l + y.l) / 2, c = (c1 + c2) / 2;
    const double h = c1 * c2 == 0 ? h1 + h2 : meanHue(h1, h2);
    const double t = 1 - 0.17 * std::cos(h - radians(30)) + 0.24 * std::cos(2 * h) +
                     0.32 * std::cos(3 * h + radians(6)) - 0.20 * std::cos(4 * h - radians(63));
    const double off = (h - radians(275)) / radians(25);
    const double turn = radians(30) * std::exp(-off * off);
    const double cc7 = std::pow(c, 7), rc = 2 * std::sqrt(cc7 / (cc7 + base7));
    const double l50 = (l - 50) * (l - 50);
    const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50), sc = 1 + 0.045 * c,
                 sh = 1 + 0.015 * c * t, rt = -std::sin(2 * turn) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2) +
                     rt * (dC / sc) * (dH / sh));
}

double luminance(const QColor& color)
{
    const Triple rgb = linear(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

double difference(const QColor& a, const QColor& b, Vision vision)
{
    return ciede2000(labOf(a, vision), labOf(b, vision));
}

double leastDifference(const QColor& a, const QColor& b)
{
    return std::min({difference(a, b, Vision::Normal), difference(a, b, Vision::Deuteranopia),
                     difference(a, b, Vision::Protanopia), difference(a, b, Vision::Tritanopia)});
}

} // namespace tierwatch::test
