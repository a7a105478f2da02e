// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/probepanel.h"

#include "base/whenended.h"
#include "dialogs/enterkey.h"
#include "theme/format.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QGridLayout>
#include <QPointer>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString nameOf(int step)
{
    static const std::array names{
        QT_TRANSLATE_NOOP("ProbePanel", "Name"),    QT_TRANSLATE_NOOP("ProbePanel", "Reach"),
        QT_TRANSLATE_NOOP("ProbePanel", "TLS"),     QT_TRANSLATE_NOOP("ProbePanel", "HTTP"),
        QT_TRANSLATE_NOOP("ProbePanel", "Sign-in"), QT_TRANSLATE_NOOP("ProbePanel", "Contract")};
    return ProbePanel::tr(names.at(static_cast<std::size_t>(step)));
}

} // namespace

ProbePanel::ProbePanel(ConnectionDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_button(makeButton(ButtonKind::Plain, tr("Test connection"), this)),
      m_look(makeButton(ButtonKind::Plain, tr("Look at the certificate\u2026"), this)),
      m_steps(new QWidget(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_button->setObjectName(u"test"_s);
    m_look->setObjectName(u"lookAtCertificate"_s);
    for (QPushButton* button : {m_button, m_look})
        pressOnEnterWithFocus(*button);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(px(8));
    buttons->addWidget(m_button);
    buttons->addWidget(m_look);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(pxMargins(18, 10, 18, 10));
    column->setSpacing(px(8));
    column->addLayout(buttons);
    auto* grid = new QGridLayout(m_steps);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(px(3));
    grid->setColumnStretch(2, 1);
    grid->setColumnMinimumWidth(0, px(14));
    column->addWidget(m_steps);
    buildRows(*grid);
    connect(m_button, &QPushButton::clicked, this, &ProbePanel::toggle);
    connect(m_look, &QPushButton::clicked, this,
            [this] { Q_EMIT certificateWanted(m_presented, m_why); });
    reset();
}

ProbePanel::~ProbePanel()
{
    m_probe.cancel();
}

void ProbePanel::buildRows(QGridLayout& grid)
{
    for (int step = 0; step < stepCount; ++step) {
        Row& row = m_rows[static_cast<std::size_t>(step)];
        row.icon = new IconLabel(u"tick"_s, Token::Ok, 14, m_steps);
        row.name = new TextLabel(nameOf(step), TextStyle::Body, Token::TextPrimary, m_steps);
        row.name->setElidable(false);
        row.sentence = new TextLabel(TextStyle::Body, Token::TextSecondary, m_steps);
        row.sentence->setWordWrap(true);
        grid.addWidget(row.icon, step, 0, Qt::AlignTop);
        grid.addWidget(row.name, step, 1, Qt::AlignTop);
        grid.addWidget(row.sentence, step, 2);
    }
}

void ProbePanel::setPossible(bool possible)
{
    m_possible = possible;
    updateButton();
}

void ProbePanel::toggle()
{
    if (m_running)
        stop();
    else
        Q_EMIT testWanted();
}

void ProbePanel::start(const TargetConnection& connection, const Credentials& credentials)
{
    reset();
    m_running = true;
    m_steps->show();
    showWaiting(0);
    const QPointer<ProbePanel> self(this);
    m_probe = m_desk.probe(connection, credentials,
                           [self, attempt = m_attempt](const ProbeResult& result) {
                               if (self && self->m_attempt == attempt)
                                   self->tell(result);
                           });
    whenEnded(m_probe, this, [this, attempt = m_attempt](const QFuture<void>&) {
        if (m_attempt == attempt)
            finish();
    });
    updateButton();
}

void ProbePanel::reset()
{
    ++m_attempt;
    m_probe.cancel();
    m_running = m_failed = false;
    m_presented.clear();
    m_look->hide();
    m_steps->hide();
    for (const Row& row : m_rows) {
        row.icon->hide();
        row.name->setColor(Token::TextSecondary);
        row.sentence->setText(Format::unknown());
        row.sentence->setColor(Token::TextSecondary);
    }
    updateButton();
}

void ProbePanel::stop()
{
    ++m_attempt;
    m_probe.cancel();
    finish();
}

void ProbePanel::tell(const ProbeResult& result)
{
    const auto step = static_cast<int>(result.step);
    const Row& row = m_rows[static_cast<std::size_t>(step)];
    const bool failed = result.outcome == ProbeResult::Outcome::Failed;
    const bool skipped = result.outcome == ProbeResult::Outcome::Skipped;
    row.icon->setVisible(!skipped);
    row.icon->setIcon(failed ? u"error"_s : u"tick"_s, failed ? Token::Error : Token::Ok);
    row.name->setColor(skipped ? Token::TextSecondary : Token::TextPrimary);
    const bool silent = skipped && result.sentence.isEmpty();
    row.sentence->setText(silent ? Format::unknown() : result.sentence);
    row.sentence->setColor(failed ? Token::Error : Token::TextSecondary);
    m_failed = m_failed || failed;
    if (!result.presentedDigest.isEmpty()) {
        m_presented = result.presentedDigest;
        m_why = result.sentence;
        m_look->show();
    }
    if (!m_failed)
        showWaiting(step + 1);
}

void ProbePanel::showWaiting(int step)
{
    if (step < stepCount)
        m_rows[static_cast<std::size_t>(step)].sentence->setText(tr("Trying\u2026"));
}

/// What was not told of was not tried.
void ProbePanel::finish()
{
    m_running = false;
    bool complete = !m_failed;
    for (const Row& row : m_rows) {
        if (row.sentence->text() != tr("Trying\u2026"))
            continue;
        row.sentence->setText(Format::unknown());
        complete = false;
    }
    updateButton();
    if (complete)
        Q_EMIT passed();
}

void ProbePanel::updateButton()
{
    m_button->setText(m_running ? tr("Stop testing") : tr("Test connection"));
    m_button->setEnabled(m_running || m_possible);
}

} // namespace tierwatch
