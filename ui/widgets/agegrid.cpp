// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/agegrid.h"

#include "theme/tokens.h"
#include "theme/typography.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double mostTint = 0.34;
constexpr double scaleWidth = 60, scaleHeight = 8, scaleGap = 6;
constexpr double leastCell = 64;

/// The stale colour mixed into the ground, opaque, so that text keeps its contrast.
QColor tinted(const Colors& colors, double share)
{
    const double part = std::clamp(share, 0.0, 1.0) * mostTint;
    const QColor ground = colors(Token::Surface);
    const QColor ink = colors(Token::Stale);
    const auto mix = [part](int below, int above) {
        return int(std::lround(below * (1 - part) + above * part));
    };
    return {mix(ground.red(), ink.red()), mix(ground.green(), ink.green()),
            mix(ground.blue(), ink.blue())};
}

class AgeDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Colors colors = Colors::of(*option.widget);
        const QVariant share = index.data(AgeGridModel::shareRole);
        if (share.isValid())
            painter->fillRect(option.rect.adjusted(1, 1, -1, -1), tinted(colors, share.toDouble()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(colors(Token::Accent), 2));
            painter->drawRect(option.rect.adjusted(2, 2, -2, -2));
        }
        const bool isName = index.column() == 0;
        const bool isKnown = isName || share.isValid();
        const QRect room = option.rect.adjusted(px(isName ? 2 : 4), 0, -px(4), 0);
        painter->setFont(textFont(TextStyle::Body));
        painter->setPen(colors(m_grey || !isKnown ? Token::TextSecondary : Token::TextPrimary));
        painter->drawText(room, (isName ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            room.width()));
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&,
                                 const QModelIndex& index) const override
    {
        const QFontMetrics metrics(textFont(TextStyle::Body));
        return {metrics.horizontalAdvance(index.data().toString()) + px(12), px(30)};
    }
    void setGrey(bool grey) { m_grey = grey; }

private:
    bool m_grey = false;
};

/// Names of types on two or three lines; a word that does not fit ends in an ellipsis.
class AgeHeads final : public QHeaderView
{
public:
    explicit AgeHeads(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

    /// As high as the name that takes the most lines.
    [[nodiscard]] QSize sizeHint() const override
    {
        int height = 0;
        for (int section = 1; section < count(); ++section)
            height = std::max(height, boundsOf(section, QRect(0, 0, sectionSize(section), 0)));
        return {QHeaderView::sizeHint().width(), height + px(8)};
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const Colors colors = Colors::of(*this);
        painter->fillRect(rect, colors(Token::Surface));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1),
                          colors(Token::Border));
        painter->setFont(textFont(TextStyle::Small));
        painter->setPen(colors(Token::TextSecondary));
        painter->drawText(rect.adjusted(1, 0, -1, -px(2)), flags, fitting(section, rect.width()));
    }
    void resizeEvent(QResizeEvent* event) override
    {
        QHeaderView::resizeEvent(event);
        updateGeometry();
    }

private:
    static constexpr int flags = int(Qt::AlignHCenter) | int(Qt::AlignBottom) | Qt::TextWordWrap;

    [[nodiscard]] QString fitting(int section, int width) const
    {
        const QFontMetrics small(textFont(TextStyle::Small));
        QStringList words;
        for (const QString& word :
             model()->headerData(section, Qt::Horizontal).toString().split(u' '))
            words.append(small.elidedText(word, Qt::ElideRight, width - 2));
        return words.join(u' ');
    }
    [[nodiscard]] int boundsOf(int section, const QRect& room) const
    {
        return QFontMetrics(textFont(TextStyle::Small))
            .boundingRect(room.adjusted(1, 0, -1, 1000), flags, fitting(section, room.width()))
            .height();
    }
};

} // namespace

void AgeGridModel::setTable(AgeTable table)
{
    const bool same = table.types == m_table.types && table.companies == m_table.companies;
    if (!same)
        beginResetModel();
    m_table = std::move(table);
    if (!same)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int AgeGridModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.companies.size());
}

int AgeGridModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_table.types.isEmpty() ? 0 : int(m_table.types.size()) + 1;
}

const AgeCell& AgeGridModel::cell(const QModelIndex& index) const
{
    return m_table.cells[std::size_t(index.row())][std::size_t(index.column() - 1)];
}

QVariant AgeGridModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString& company = m_table.companies[index.row()];
    if (index.column() == 0)
        return role == Qt::DisplayRole ? QVariant(company) : QVariant();
    const AgeCell& one = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return one.text;
    case Qt::ToolTipRole:
        return one.tip;
    case Qt::AccessibleTextRole:
        return QStringList{company, m_table.types[index.column() - 1], one.tip}.join(u", "_s);
    case shareRole:
        return one.share ? QVariant(*one.share) : QVariant();
    default:
        return {};
    }
}

QVariant AgeGridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return section == 0 ? QString() : m_table.types[section - 1];
    if (role == Qt::ToolTipRole && section > 0)
        return m_table.types[section - 1];
    return {};
}

AgeGrid::AgeGrid(const QString& name, QWidget* parent)
    : QTableView(parent), m_model(new AgeGridModel(this))
{
    setHorizontalHeader(new AgeHeads(this));
    setModel(m_model);
    setItemDelegate(new AgeDelegate(this));
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    connect(m_model, &AgeGridModel::modelReset, this, &AgeGrid::applySizes);
    followScale(this, [this] { applySizes(); });
}

void AgeGrid::setTable(const AgeTable& table)
{
    m_model->setTable(table);
}

void AgeGrid::setGrey(bool grey)
{
    static_cast<AgeDelegate*>(itemDelegate())->setGrey(grey);
    viewport()->update();
}

void AgeGrid::setLow(bool low)
{
    m_low = low;
    applySizes();
}

void AgeGrid::applySizes()
{
    verticalHeader()->setDefaultSectionSize(px(m_low ? 28 : 36));
    QHeaderView* heads = horizontalHeader();
    heads->setMinimumSectionSize(px(leastCell));
    if (m_model->columnCount() == 0)
        return;
    heads->setSectionResizeMode(QHeaderView::Stretch);
    heads->setSectionResizeMode(0, QHeaderView::ResizeToContents);
}

QSize AgeGrid::minimumSizeHint() const
{
    return pxSize(300, 120);
}

AgeScale::AgeScale(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followScale(this, [this] { updateGeometry(); });
}

void AgeScale::setLongest(const QString& longest)
{
    m_longest = longest;
    setVisible(!longest.isEmpty());
    setToolTip(tr("The longest an answer is kept: %1").arg(longest));
    updateGeometry();
    update();
}

QSize AgeScale::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextStyle::Small));
    return {metrics.horizontalAdvance(tr("new")) + metrics.horizontalAdvance(m_longest) +
                px(scaleWidth + 2 * scaleGap) + 2,
            metrics.height() + 2};
}

void AgeScale::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors colors = Colors::of(*this);
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(colors(Token::TextSecondary));
    const QString from = tr("new");
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, from);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_longest);
    QRectF bar(painter.fontMetrics().horizontalAdvance(from) + px(scaleGap), 0, px(scaleWidth),
               px(scaleHeight));
    bar.moveTop((height() - bar.height()) / 2);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    gradient.setColorAt(0, tinted(colors, 0));
    gradient.setColorAt(1, tinted(colors, 1));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors(Token::Border));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 2, 2);
}

} // namespace tierwatch
