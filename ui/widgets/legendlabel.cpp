// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/legendlabel.h"

#include "theme/format.h"
#include "widgets/textlabel.h"

#include <QGridLayout>
#include <QPainter>

namespace tierwatch {

namespace {

constexpr double markSide = 10, markGap = 6;

Token fillOf(Token tier)
{
    switch (tier) {
    case Token::Memory:
        return Token::FillMemory;
    case Token::Disk:
        return Token::FillDisk;
    case Token::Database:
        return Token::FillDatabase;
    default:
        return Token::Surface;
    }
}

void paintLine(QPainter& painter, const QRectF& box, const QColor& color, bool dashed)
{
    QPen pen(color, 2);
    pen.setCapStyle(Qt::FlatCap);
    if (dashed)
        pen.setDashPattern({2, 1.5});
    painter.setPen(pen);
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
}

void paintDiamond(QPainter& painter, const QRectF& box)
{
    const QPointF c = box.center();
    const double r = box.width() * 0.58;
    painter.drawPolygon(
        QPolygonF{{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}});
}

} // namespace

LegendLabel::LegendLabel(Mark mark, Token color, const QString& text, QWidget* parent)
    : QWidget(parent), m_mark(mark), m_color(color), m_text(text)
{
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followScale(this, [this] { updateGeometry(); });
}

void LegendLabel::setTextStyle(TextStyle style, Token color)
{
    m_style = style;
    m_textColor = color;
    updateGeometry();
    update();
}

QSize LegendLabel::sizeHint() const
{
    const QFontMetrics metrics(textFont(m_style));
    return {metrics.horizontalAdvance(m_text) + px(markSide + markGap), metrics.height()};
}

void LegendLabel::paintMark(QPainter& painter, Mark mark, const QRectF& box, const Colors& colors,
                            Token color)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(color));
    switch (mark) {
    case Mark::Square:
        painter.drawRoundedRect(box, 2, 2);
        break;
    case Mark::Area:
        painter.setPen(QPen(colors(color), 1.5));
        painter.setBrush(colors(fillOf(color)));
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2);
        break;
    case Mark::Line:
        paintLine(painter, box, colors(color), false);
        break;
    case Mark::Dashed:
        paintLine(painter, box, colors(color), true);
        break;
    case Mark::Circle:
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Mark::Diamond:
        paintDiamond(painter, box);
        break;
    }
}

void LegendLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors colors = Colors::of(*this);
    QRectF box(0, 0, px(markSide), px(markSide));
    box.moveCenter({box.width() / 2, QRectF(rect()).center().y()});
    paintMark(painter, m_mark, box, colors, m_color);
    painter.setFont(textFont(m_style));
    painter.setPen(colors(m_textColor));
    painter.drawText(rect().adjusted(px(markSide + markGap), 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, m_text);
}

ShareLegend::ShareLegend(QWidget* parent) : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    const auto addRow = [&](Token tier, const QString& name) {
        const int row = int(m_figures.size());
        auto* figure = new TextLabel(Format::unknown(), TextStyle::Small, Token::TextPrimary, this);
        figure->setElidable(false);
        figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(new LegendLabel(LegendLabel::Mark::Square, tier, name, this), row, 0);
        grid->addWidget(figure, row, 1);
        m_figures.append(figure);
    };
    addRow(Token::Memory, tr("Memory"));
    addRow(Token::Disk, tr("Disk"));
    addRow(Token::Database, tr("Database"));
    grid->setColumnStretch(1, 1);
    followScale(this, [grid] {
        grid->setHorizontalSpacing(px(20));
        grid->setVerticalSpacing(px(2));
    });
}

void ShareLegend::setShares(const std::vector<double>& shares)
{
    const Format format;
    for (std::size_t i = 0; i < std::size_t(m_figures.size()); ++i)
        m_figures[qsizetype(i)]->setText(i < shares.size() ? format.percent(shares[i])
                                                           : Format::unknown());
}

void ShareLegend::setFigureColor(Token color)
{
    for (TextLabel* figure : std::as_const(m_figures))
        figure->setColor(color);
}

} // namespace tierwatch
