// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/welcomepage.h"

#include "pages/door.h"
#include "theme/icons.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

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
            WelcomePage::tr("Create the sample")};
}

DoorText workspaceText()
{
    return {
        u"workspace"_s,
        WelcomePage::tr("Open a workspace"),
        WelcomePage::tr("A folder with queries, a database to ask and the cache in front of it. "
                        "It works while this window is open."),
        {{u"queries"_s, WelcomePage::tr("Needs tierwatch.ini and queries/*.sql")},
         {u"secret"_s, WelcomePage::tr("One program at a time owns it")},
         {u"safe"_s, WelcomePage::tr("The database is only read")}},
        WelcomePage::tr("Choose a folder\u2026")};
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

void WelcomePage::buildDoors(QBoxLayout& layout)
{
    m_sample = new Door(sampleText(), true, this);
    m_workspace = new Door(workspaceText(), false, this);
    m_doors = new QHBoxLayout;
    m_doors->addStretch(1);
    m_doors->addWidget(m_sample);
    m_doors->addWidget(m_workspace);
    m_doors->addStretch(1);
    layout.addLayout(m_doors);
    connect(m_sample, &Door::entered, this, &WelcomePage::sampleWanted);
    connect(m_workspace, &Door::entered, this, &WelcomePage::workspaceWanted);
    const auto open = [this](Qt::Key key, Door* door) {
        auto* shortcut = new QShortcut(key, this);
        connect(shortcut, &QShortcut::activated, &door->button(),
                [door] { door->button().click(); });
    };
    open(Qt::Key_1, m_sample);
    open(Qt::Key_2, m_workspace);
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
