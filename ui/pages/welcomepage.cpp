// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/welcomepage.h"

#include "pages/door.h"
#include "theme/icons.h"
#include "widgets/buttons.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr std::size_t mostRecent = 4; ///< more would not fit beside each other
constexpr int stackDoorsBelow = 1000 - 208;

/// The program's icon, painted.
class Logo final : public QWidget
{
public:
    explicit Logo(QWidget* parent) : QWidget(parent)
    {
        followScale(this, [this] { setFixedSize(pxSize(52, 52)); });
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        icons::paintProgram(painter, rect(), Colors::of(*this).scheme());
    }
};

DoorText sampleText()
{
    return {u"sample"_s,
            WelcomePage::tr("Try the sample"),
            WelcomePage::tr("A small accounting database that really is slow, six companies, and "
                            "simulated users. See the cache fill and the waits shrink."),
            {{u"timed"_s, WelcomePage::tr("Made once, in under a minute")},
             {u"disk"_s, WelcomePage::tr("Takes about 350 MiB of disk")},
             {u"safe"_s, WelcomePage::tr("Nothing leaves this computer")}},
            WelcomePage::tr("Create the sample"),
            WelcomePage::tr("Open a workspace of my own\u2026")};
}

DoorText fileText()
{
    return {u"file-target"_s,
            WelcomePage::tr("Open a cache file"),
            WelcomePage::tr("The SQLite file that another service writes. The service keeps "
                            "running while you look, and nothing in the file is changed."),
            {{u"watch-only"_s, WelcomePage::tr("Opens watch-only; control is a choice")},
             {u"memory"_s, WelcomePage::tr("The service\u2019s memory tier stays unseen")},
             {u"drop"_s, WelcomePage::tr("Or drop the file on this window")}},
            WelcomePage::tr("Choose a file\u2026"),
            WelcomePage::tr("Choose one to act on\u2026")};
}

DoorText serviceText()
{
    return {u"fleet"_s,
            WelcomePage::tr("Attach to a service"),
            WelcomePage::tr("Figures, switches and invalidation over HTTPS, for one service or "
                            "for many at once, also existing Python ones."),
            {{u"address"_s, WelcomePage::tr("Needs its address")},
             {u"key"_s, WelcomePage::tr("and a token, or user and password")},
             {u"secret"_s, WelcomePage::tr("Secrets stay in the system\u2019s key store")}},
            WelcomePage::tr("Enter an address\u2026"),
            WelcomePage::tr("All connections\u2026")};
}

} // namespace

WelcomePage::WelcomePage(ViewSettings& view, QWidget* parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    auto* head = new QVBoxLayout;
    layout->addStretch(2);
    layout->addLayout(head);
    buildTitle(*head);
    buildRecent(*layout);
    buildDoors(*layout);
    layout->addStretch(3);
    QBoxLayout* theme = buildTheme(view);
    layout->addLayout(theme);
    followScale(content, [this, layout, head, theme] {
        layout->setContentsMargins(pxMargins(20, 20, 20, 20));
        layout->setSpacing(px(28));
        head->setSpacing(px(6));
        m_doors->setSpacing(px(16));
        theme->setSpacing(px(12));
    });
    setWidget(content);
}

void WelcomePage::buildTitle(QBoxLayout& layout)
{
    layout.addWidget(new Logo(widget()), 0, Qt::AlignHCenter);
    layout.addWidget(
        new TextLabel(tr("Welcome to Tierwatch"), TextStyle::Welcome, Token::TextPrimary, this), 0,
        Qt::AlignHCenter);
    layout.addWidget(
        new TextLabel(
            tr("See whether your cache earns its keep, and act on it. What would you like "
               "to look at?"),
            TextStyle::Body, Token::TextSecondary, this),
        0, Qt::AlignHCenter);
}

void WelcomePage::buildRecent(QBoxLayout& layout)
{
    m_recent = new QWidget(this);
    auto* row = new QHBoxLayout(m_recent);
    row->setContentsMargins({});
    followScale(m_recent, [row] { row->setSpacing(px(16)); });
    layout.addWidget(m_recent);
}

void WelcomePage::setRecent(const std::vector<TargetConnection>& recent)
{
    qDeleteAll(m_recent->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    auto& row = static_cast<QHBoxLayout&>(*m_recent->layout());
    while (QLayoutItem* stretch = row.takeAt(0))
        delete stretch;
    row.addStretch(1);
    row.addWidget(new TextLabel(tr("Open again"), TextStyle::Body, Token::TextSecondary, m_recent));
    for (const TargetConnection& target :
         std::span(recent).first(std::min(mostRecent, recent.size()))) {
        auto* link = makeLink(target.name, m_recent);
        link->setToolTip(target.place);
        connect(link, &QToolButton::clicked, this, [this, target] { Q_EMIT recentWanted(target); });
        row.addWidget(link);
    }
    row.addStretch(1);
    m_recent->setVisible(!recent.empty());
}

void WelcomePage::buildDoors(QBoxLayout& layout)
{
    m_sample = new Door(sampleText(), true, this);
    m_file = new Door(fileText(), false, this);
    m_service = new Door(serviceText(), false, this);
    m_doors = new QHBoxLayout;
    m_doors->addStretch(1);
    for (Door* door : {m_sample, m_file, m_service})
        m_doors->addWidget(door);
    m_doors->addStretch(1);
    layout.addLayout(m_doors);
    connect(m_sample, &Door::entered, this, &WelcomePage::sampleWanted);
    connect(m_sample, &Door::linkFollowed, this, &WelcomePage::workspaceWanted);
    connect(m_file, &Door::entered, this, &WelcomePage::fileWanted);
    connect(m_file, &Door::linkFollowed, this, &WelcomePage::fileToActOnWanted);
    connect(m_service, &Door::entered, this, &WelcomePage::serviceWanted);
    connect(m_service, &Door::linkFollowed, this, &WelcomePage::connectionsWanted);
    const auto open = [this](Qt::Key key, Door* door) {
        auto* shortcut = new QShortcut(key, this);
        connect(shortcut, &QShortcut::activated, &door->button(),
                [door] { door->button().click(); });
    };
    open(Qt::Key_1, m_sample);
    open(Qt::Key_2, m_file);
    open(Qt::Key_3, m_service);
}

QBoxLayout* WelcomePage::buildTheme(ViewSettings& view)
{
    auto* row = new QHBoxLayout;
    auto* control =
        new SegmentedControl(tr("Theme"), {tr("System"), tr("Light"), tr("Dark")}, this);
    control->setCurrentIndex(static_cast<int>(view.theme()));
    row->addStretch(1);
    row->addWidget(new TextLabel(tr("Theme"), TextStyle::Body, Token::TextSecondary, this));
    row->addWidget(control);
    row->addStretch(1);
    connect(control, &SegmentedControl::selected, &view,
            [&view](int index) { view.setTheme(static_cast<Theme::Mode>(index)); });
    connect(&view, &ViewSettings::themeChanged, control,
            [control](Theme::Mode mode) { control->setCurrentIndex(static_cast<int>(mode)); });
    return row;
}

void WelcomePage::setSampleExists(bool exists)
{
    m_sample->setButtonText(exists ? tr("Open the sample") : tr("Create the sample"));
}

void WelcomePage::resizeEvent(QResizeEvent* event)
{
    const bool narrow = width() < px(stackDoorsBelow);
    m_doors->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QScrollArea::resizeEvent(event);
}

} // namespace tierwatch
