// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dotplot.h"

#include "theme/format.h"
#include "theme/typography.h"
#include "widgets/legendlabel.h"
#include "widgets/painting.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double bestRowHeight = 26, leastRowHeight = 20, axisHeight = 22;
constexpr double columnGap = 14, widestLabelShare = 0.4, dotSide = 9;
constexpr double leastPlotWidth = 76, mostLabelWidth = 150, axisLabelGap = 6;
constexpr int axisStep = 3;                       // decades
constexpr double leastMs = 0.01, mostMs = 10'000; // 10 us .. 10 s, widened by whole decades

double decadeBelow(double ms)
{
    return std::floor(std::log10(ms) + 1e-9);
}

double decadeAbove(double ms)
{
    return std::ceil(std::log10(ms) - 1e-9);
}

} // namespace

/// Where everything goes, for one size of the widget.
struct DotPlot::Layout
{
    double rowHeight;
    double labelWidth;
    double plotLeft, plotRight;
    double cachedRight, databaseRight; ///< right edges of the two columns of figures
    double lowest, highest;            ///< decades at the ends of the axis

    [[nodiscard]] double x(double ms) const
    {
        const double share = (std::log10(std::max(ms, 1e-6)) - lowest) / (highest - lowest);
        return plotLeft + std::clamp(share, 0.0, 1.0) * (plotRight - plotLeft);
    }
};

DotPlot::DotPlot(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Response times by type"));
    followScale(this, [this] { updateGeometry(); });
}

DotPlot::~DotPlot() = default;

void DotPlot::setRows(std::vector<DotRow> rows)
{
    if (rows == m_rows)
        return;
    const QSize needed = minimumSizeHint();
    m_rows = std::move(rows);
    m_current = std::min(m_current, int(m_rows.size()) - 1);
    QStringList sentences;
    for (const DotRow& row : m_rows)
        sentences += sentenceOf(row);
    setAccessibleDescription(sentences.join(u' '));
    if (minimumSizeHint() != needed)
        updateGeometry();
    update();
}

void DotPlot::setGrey(bool grey)
{
    m_grey = grey;
    update();
}

QString DotPlot::sentenceOf(const DotRow& row) const
{
    const Format format;
    return tr("%1: %2 cached, %3 from the database.")
        .arg(row.label, format.duration(row.cachedMs), format.duration(row.databaseMs));
}

QSize DotPlot::sizeHint() const
{
    return {px(400), int(double(m_rows.size()) * px(bestRowHeight)) + px(axisHeight)};
}

QSize DotPlot::minimumSizeHint() const
{
    const Layout layout = arrange();
    const double figures = width() - layout.plotRight, label = layout.plotLeft - layout.labelWidth;
    const double widest = std::min<double>(widestLabel(), px(mostLabelWidth));
    return {int(widest + label + figures) + px(leastPlotWidth),
            int(double(m_rows.size()) * px(leastRowHeight)) + px(axisHeight)};
}

double DotPlot::widestLabel() const
{
    const QFontMetricsF metrics(textFont(TextStyle::Body));
    double widest = 0;
    for (const DotRow& row : m_rows)
        widest = std::max(widest, metrics.horizontalAdvance(row.label));
    return widest;
}

DotPlot::Layout DotPlot::arrange() const
{
    const Format format;
    const QFontMetricsF metrics(textFont(TextStyle::Body));
    double cached = 0, database = 0, least = leastMs, most = mostMs;
    for (const DotRow& row : m_rows) {
        cached = std::max(cached, metrics.horizontalAdvance(format.duration(row.cachedMs)));
        database = std::max(database, metrics.horizontalAdvance(format.duration(row.databaseMs)));
        for (const double ms : {row.cachedMs.value_or(leastMs), row.databaseMs.value_or(leastMs)}) {
            least = ms > 0 ? std::min(least, ms) : least;
            most = std::max(most, ms);
        }
    }
    const double gap = px(columnGap);
    Layout layout{};
    const double rows = std::max<double>(1, double(m_rows.size()));
    layout.rowHeight = std::min<double>(px(bestRowHeight), (height() - px(axisHeight)) / rows);
    layout.labelWidth = std::min(widestLabel(), width() * widestLabelShare);
    layout.databaseRight = width();
    layout.cachedRight = layout.databaseRight - std::max<double>(database, px(56)) - gap;
    layout.plotLeft = layout.labelWidth + gap + px(4);
    layout.plotRight = layout.cachedRight - std::max<double>(cached, px(44)) - gap;
    layout.lowest = decadeBelow(least);
    layout.highest = decadeAbove(most);
    return layout;
}

void DotPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Layout layout = arrange();
    paintHighlight(painter, layout);
    if (!m_rows.empty())
        paintAxis(painter, layout);
    for (const DotRow& row : m_rows)
        paintRow(painter, layout, row, int(&row - m_rows.data()));
}

void DotPlot::paintHighlight(QPainter& painter, const Layout& layout) const
{
    const Colors colors = Colors::of(*this);
    const auto band = [&](int row) {
        return QRectF(-px(4), row * layout.rowHeight, width() + 2 * px(4), layout.rowHeight);
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(Token::Hover));
    if (m_hovered >= 0)
        painter.drawRoundedRect(band(m_hovered), 4, 4);
    if (hasFocus() && m_current >= 0)
        paintFocusRing(painter, band(m_current).adjusted(8, 3, -8, -3), 1, colors);
}

void DotPlot::paintAxis(QPainter& painter, const Layout& layout) const
{
    const Colors colors = Colors::of(*this);
    const Format format;
    const double bottom = layout.rowHeight * double(m_rows.size());
    painter.setPen(colors(Token::Border));
    for (double decade = layout.lowest; decade <= layout.highest; decade += axisStep) {
        const double x = std::round(layout.x(std::pow(10.0, decade))) + 0.5;
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
    }
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(colors(Token::TextSecondary));
    for (const auto& [box, text] : axisLabels(layout))
        painter.drawText(box, Qt::AlignCenter, text);
}

/// All labels where they have room beside each other, else those of both ends.
std::vector<DotPlot::AxisLabel> DotPlot::axisLabels(const Layout& layout) const
{
    const QFontMetricsF metrics(textFont(TextStyle::Small));
    const double top = layout.rowHeight * double(m_rows.size());
    std::vector<AxisLabel> labels;
    for (double decade = layout.lowest; decade <= layout.highest; decade += axisStep) {
        const QString text = axisLabel(decade);
        QRectF box(0, top, metrics.horizontalAdvance(text) + px(axisLabelGap), px(axisHeight));
        box.moveCenter({layout.x(std::pow(10.0, decade)), box.center().y()});
        labels.push_back({box, text});
    }
    const auto touch = [](const AxisLabel& left, const AxisLabel& right) {
        return left.box.right() > right.box.left();
    };
    if (std::ranges::adjacent_find(labels, touch) == labels.end())
        return labels;
    labels.erase(labels.begin() + 1, labels.end() - 1);
    return labels;
}

QString DotPlot::axisLabel(double decade) const
{
    const double ms = std::pow(10.0, decade);
    if (decade < 0)
        return tr("%1 \u00b5s").arg(std::round(ms * 1000));
    return decade < 3 ? tr("%1 ms").arg(ms) : tr("%1 s").arg(ms / 1000);
}

void DotPlot::paintRow(QPainter& painter, const Layout& layout, const DotRow& row, int index) const
{
    const Colors colors = Colors::of(*this);
    const QRectF band(0, index * layout.rowHeight, width(), layout.rowHeight);
    const double y = band.center().y();
    const QFont font = textFont(TextStyle::Body);
    painter.setFont(font);
    painter.setPen(colors(Token::TextPrimary));
    painter.drawText(QRectF(0, band.top(), layout.labelWidth, band.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(row.label, Qt::ElideRight,
                                                   int(std::ceil(layout.labelWidth))));
    if (row.cachedMs && row.databaseMs) {
        painter.setPen(QPen(colors(Token::Border), 2));
        painter.drawLine(QPointF(layout.x(*row.cachedMs), y),
                         QPointF(layout.x(*row.databaseMs), y));
    }
    const auto paintDot = [&](LegendLabel::Mark mark, Token token, double ms) {
        QRectF box(0, 0, px(dotSide), px(dotSide));
        box.moveCenter({layout.x(ms), y});
        LegendLabel::paintMark(painter, mark, box, colors, token);
    };
    if (row.databaseMs)
        paintDot(LegendLabel::Mark::Diamond, Token::Database, *row.databaseMs);
    if (row.cachedMs)
        paintDot(LegendLabel::Mark::Circle, Token::Memory, *row.cachedMs);
    paintFigures(painter, layout, row, band);
}

void DotPlot::paintFigures(QPainter& painter, const Layout& layout, const DotRow& row,
                           const QRectF& band) const
{
    const Format format;
    const Colors colors = Colors::of(*this);
    const auto paintAt = [&](double right, std::optional<double> ms) {
        painter.setPen(colors(ms && !m_grey ? Token::TextPrimary : Token::TextSecondary));
        painter.drawText(QRectF(0, band.top(), right, band.height()),
                         Qt::AlignRight | Qt::AlignVCenter, format.duration(ms));
    };
    painter.setFont(textFont(TextStyle::Body));
    paintAt(layout.cachedRight, row.cachedMs);
    paintAt(layout.databaseRight, row.databaseMs);
}

int DotPlot::rowAt(const QPointF& position) const
{
    const int row = int(position.y() / arrange().rowHeight);
    return position.y() >= 0 && row < int(m_rows.size()) ? row : -1;
}

void DotPlot::setHovered(int row)
{
    m_hovered = row;
    update();
}

/// The focus is seen on a row from the start.
void DotPlot::focusInEvent(QFocusEvent* event)
{
    m_current = std::max(m_current, m_rows.empty() ? -1 : 0);
    QWidget::focusInEvent(event);
}

void DotPlot::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(rowAt(event->position()));
}

void DotPlot::leaveEvent(QEvent*)
{
    setHovered(-1);
}

void DotPlot::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (event->button() != Qt::LeftButton || row < 0)
        return;
    m_current = row;
    Q_EMIT rowActivated(row);
}

void DotPlot::keyPressEvent(QKeyEvent* event)
{
    const int last = int(m_rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Down:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT rowActivated(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

bool DotPlot::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           row < 0 ? QString() : sentenceOf(m_rows[std::size_t(row)]), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace tierwatch
