// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/svgpath.h"

#include <QtMath>

#include <cmath>
#include <numbers>

namespace tierwatch {

namespace {

struct Arc
{
    double rx, ry;
    double rotation; ///< radians
    bool large, sweep;
    QPointF end;
};

/// Centre form of an arc (SVG 1.1, appendix F.6).
struct CentredArc
{
    QPointF centre;
    double rx, ry, start, extent;
};

CentredArc centred(const Arc& arc, QPointF from)
{
    const double c = std::cos(arc.rotation), s = std::sin(arc.rotation);
    const QPointF half = (from - arc.end) / 2;
    const double x = c * half.x() + s * half.y(), y = -s * half.x() + c * half.y();
    const double overflow =
        std::max(1.0, std::sqrt(x * x / (arc.rx * arc.rx) + y * y / (arc.ry * arc.ry)));
    const double rx = arc.rx * overflow, ry = arc.ry * overflow;
    const double off = rx * rx * y * y + ry * ry * x * x;
    const double root = std::sqrt(std::max(0.0, (rx * rx * ry * ry - off) / off));
    const double sign = arc.large == arc.sweep ? -1 : 1;
    const double cx = sign * root * rx * y / ry, cy = -sign * root * ry * x / rx;
    const double start = std::atan2((y - cy) / ry, (x - cx) / rx);
    double extent = std::atan2((-y - cy) / ry, (-x - cx) / rx) - start;
    if (arc.sweep && extent < 0)
        extent += 2 * std::numbers::pi;
    else if (!arc.sweep && extent > 0)
        extent -= 2 * std::numbers::pi;
    const QPointF middle = (from + arc.end) / 2;
    return {{c * cx - s * cy + middle.x(), s * cx + c * cy + middle.y()}, rx, ry, start, extent};
}

void appendArc(QPainterPath& path, const Arc& arc)
{
    const QPointF from = path.currentPosition();
    if (from == arc.end)
        return;
    if (arc.rx == 0 || arc.ry == 0) {
        path.lineTo(arc.end);
        return;
    }
    const CentredArc a = centred(arc, from);
    const double c = std::cos(arc.rotation), s = std::sin(arc.rotation);
    const auto at = [&](double x, double y) {
        return a.centre + QPointF(c * a.rx * x - s * a.ry * y, s * a.rx * x + c * a.ry * y);
    };
    const int pieces = std::max(1, qCeil(std::abs(a.extent) / (std::numbers::pi / 2) - 1e-9));
    const double step = a.extent / pieces, k = 4.0 / 3.0 * std::tan(step / 4);
    for (int i = 0; i < pieces; ++i) {
        const double t0 = a.start + i * step, t1 = t0 + step;
        const double c0 = std::cos(t0), s0 = std::sin(t0), c1 = std::cos(t1), s1 = std::sin(t1);
        path.cubicTo(at(c0 - k * s0, s0 + k * c0), at(c1 + k * s1, s1 - k * c1), at(c1, s1));
    }
}

class SvgPathReader final
{
public:
    explicit SvgPathReader(QStringView data) : m_data(data) {}

    std::optional<QPainterPath> read()
    {
        while (skipSeparators()) {
            if (m_data[m_at].isLetter())
                m_command = m_data[m_at++].unicode();
            else if (m_command == 0)
                return {};
            if (!step())
                return {};
        }
        return m_path;
    }

private:
    [[nodiscard]] bool relative() const { return m_command >= 'a'; }
    [[nodiscard]] QPointF origin() const
    {
        return relative() ? m_path.currentPosition() : QPointF();
    }

    bool step()
    {
        const QPointF here = m_path.currentPosition();
        const QPointF lastControl = std::exchange(m_control, {}).value_or(here);
        switch (m_command | 0x20) {
        case 'm':
            return moveTo();
        case 'l':
            return lineTo();
        case 'h':
            return horizontalTo();
        case 'v':
            return verticalTo();
        case 'c':
            return curveTo(point());
        case 's':
            return curveTo(2 * here - lastControl);
        case 'a':
            return arcTo();
        case 'z':
            m_path.closeSubpath();
            m_command = 0;
            return true;
        default:
            return false;
        }
    }

    bool moveTo()
    {
        m_path.moveTo(point());
        m_command = relative() ? 'l' : 'L'; // what follows without a letter are lines
        return m_ok;
    }
    bool lineTo()
    {
        m_path.lineTo(point());
        return m_ok;
    }
    bool horizontalTo()
    {
        m_path.lineTo(origin().x() + number(), m_path.currentPosition().y());
        return m_ok;
    }
    bool verticalTo()
    {
        m_path.lineTo(m_path.currentPosition().x(), origin().y() + number());
        return m_ok;
    }
    bool curveTo(QPointF first)
    {
        const QPointF second = point(), end = point();
        m_path.cubicTo(first, second, end);
        m_control = second;
        return m_ok;
    }
    bool arcTo()
    {
        const double rx = std::abs(number()), ry = std::abs(number());
        const double rotation = number() * std::numbers::pi / 180;
        const bool large = flag(), sweep = flag();
        appendArc(m_path, {rx, ry, rotation, large, sweep, point()});
        return m_ok;
    }

    bool skipSeparators()
    {
        while (m_at < m_data.size() && (m_data[m_at].isSpace() || m_data[m_at] == u','))
            ++m_at;
        return m_at < m_data.size();
    }
    QPointF point()
    {
        const QPointF base = origin();
        const double x = number(), y = number();
        return base + QPointF(x, y);
    }
    /// Flags may stand without a separator: "0 01.5" is 0, 0, 1, .5 in such a place.
    bool flag()
    {
        if (!skipSeparators() || (m_data[m_at] != u'0' && m_data[m_at] != u'1'))
            return m_ok = false;
        return m_data[m_at++] == u'1';
    }
    double number()
    {
        if (!skipSeparators()) {
            m_ok = false;
            return 0;
        }
        const qsizetype from = m_at;
        bool dot = false;
        if (m_data[m_at] == u'-' || m_data[m_at] == u'+')
            ++m_at;
        while (m_at < m_data.size() && (m_data[m_at].isDigit() || (m_data[m_at] == u'.' && !dot))) {
            dot = dot || m_data[m_at] == u'.';
            ++m_at;
        }
        bool parsed = false;
        const double value = m_data.sliced(from, m_at - from).toDouble(&parsed);
        m_ok = m_ok && parsed;
        return value;
    }

    QStringView m_data;
    qsizetype m_at = 0;
    char16_t m_command = 0;
    bool m_ok = true;
    std::optional<QPointF> m_control; ///< second one of the curve just read; S mirrors it
    QPainterPath m_path;
};

} // namespace

std::optional<QPainterPath> parseSvgPath(QStringView data)
{
    return SvgPathReader(data).read();
}

} // namespace tierwatch
