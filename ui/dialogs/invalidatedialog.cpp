// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/invalidatedialog.h"

#include "dialogs/enterkey.h"
#include "dialogs/nameconfirmation.h"
#include "dialogs/pricepanel.h"
#include "dialogs/scopechoice.h"
#include "models/whendone.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int settleMs = 200;

} // namespace

InvalidateDialog::InvalidateDialog(CacheTarget& target, Names names, const Scope& scope,
                                   bool production, QWidget* parent)
    : QDialog(parent), m_target(target), m_names(std::move(names)), m_production(production)
{
    setWindowTitle(tr("Invalidate"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(14), 0, 0);
    layout->setSpacing(px(14));
    buildScope(*layout, scope);
    buildConfirmation(*layout);
    buildButtons(*layout);
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &InvalidateDialog::askPrice);
    resize(pxSize(680, 420));
    scopeChanged();
}

void InvalidateDialog::buildScope(QVBoxLayout& layout, const Scope& scope)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 0, 18, 0));
    m_scope = new ScopeChoice(this);
    m_scope->setNames(m_names);
    m_scope->setScope(scope);
    row->addWidget(m_scope);
    connect(m_scope, &ScopeChoice::changed, this, &InvalidateDialog::scopeChanged);
    layout.addLayout(row);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(pxMargins(18, 0, 18, 0));
    m_panel = new PricePanel(m_names, this);
    body->addWidget(m_panel);
    layout.addLayout(body, 1);
}

void InvalidateDialog::buildConfirmation(QVBoxLayout& layout)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(pxMargins(18, 0, 18, 0));
    m_confirmation = new NameConfirmation(this);
    m_confirmation->hide();
    m_problem = new TextLabel(TextStyle::Body, Token::Error, this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_again = makeButton(ButtonKind::Plain, tr("Try again"), this);
    pressOnEnterWithFocus(*m_again);
    m_again->hide();
    auto* problem = new QHBoxLayout;
    problem->setSpacing(px(8));
    problem->addWidget(m_problem, 1);
    problem->addWidget(m_again, 0, Qt::AlignTop);
    column->addWidget(m_confirmation);
    column->addLayout(problem);
    layout.addLayout(column);
    connect(m_again, &QPushButton::clicked, this, &InvalidateDialog::scopeChanged);
    connect(m_confirmation, &NameConfirmation::matchChanged, this, &InvalidateDialog::updateButton);
}

void InvalidateDialog::buildButtons(QVBoxLayout& layout)
{
    auto* foot = new QVBoxLayout;
    foot->setSpacing(0);
    foot->addWidget(makeHairLine(this));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 11, 18, 11));
    row->setSpacing(px(8));
    m_cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    m_invalidate = makeButton(ButtonKind::DangerFinal, QString(), this);
    m_invalidate->setObjectName(u"invalidateNow"_s);
    for (QPushButton* button : {m_cancel, m_invalidate})
        pressOnEnterWithFocus(*button);
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_invalidate);
    foot->addLayout(row);
    layout.addLayout(foot);
    connect(m_cancel, &QPushButton::clicked, this, &InvalidateDialog::reject);
    connect(m_invalidate, &QPushButton::clicked, this, &InvalidateDialog::invalidate);
}

void InvalidateDialog::scopeChanged()
{
    ++m_question;
    m_price.reset();
    m_pricing = Pricing::Reckoning;
    m_panel->setPending();
    m_again->hide();
    showProblem({});
    updateButton();
    m_settle.start(settleMs);
}

void InvalidateDialog::askPrice()
{
    const auto show = [this, question = m_question](const Result<Preview>& price) {
        if (question == m_question)
            showPrice(price);
    };
    whenDone(m_target.read(PreviewQuery{m_scope->scope()}), this, show);
}

void InvalidateDialog::showPrice(const Result<Preview>& price)
{
    if (!price && price.error().code == ErrorCode::NotAvailable)
        return goWithoutPrice(price.error().message);
    if (!price)
        return priceFailed(price.error().message);
    m_price = *price;
    m_pricing = Pricing::Known;
    m_panel->setPrice(*m_price);
    showConfirmation();
    updateButton();
}

void InvalidateDialog::priceFailed(const QString& why)
{
    m_pricing = Pricing::Failed;
    m_panel->setUnknown();
    m_confirmation->hide();
    m_again->show();
    showProblem(why);
    updateButton();
}

/// Where nobody can tell what it costs, it is asked for as what costs most.
void InvalidateDialog::goWithoutPrice(const QString& why)
{
    m_pricing = Pricing::Untold;
    m_panel->setUnknown();
    ConfirmationText text = confirmationText(m_scope->scope(), {}, m_names, m_target.name());
    text.reason = tr("What this costs is not known beforehand. %1").arg(why);
    m_confirmation->setText(text);
    m_confirmation->show();
    updateButton();
}

void InvalidateDialog::showConfirmation()
{
    const bool typed =
        m_price->entries > 0 &&
        confirmationFor(m_scope->scope(), *m_price, m_production) == Confirmation::TypedName;
    m_confirmation->setText(
        confirmationText(m_scope->scope(), *m_price, m_names, m_target.name(), m_production));
    m_confirmation->setVisible(typed);
    if (minimumSizeHint().height() > height())
        resize(width(), minimumSizeHint().height());
}

void InvalidateDialog::updateButton()
{
    const bool nothing = m_price && m_price->entries == 0;
    const bool confirmed = m_confirmation->isHidden() || m_confirmation->matches();
    const bool asked = m_pricing == Pricing::Known || m_pricing == Pricing::Untold;
    m_invalidate->setEnabled(asked && !nothing && confirmed && !m_running);
    m_cancel->setEnabled(!m_running);
    if (m_running)
        m_invalidate->setText(tr("Invalidating\u2026"));
    else if (m_pricing == Pricing::Failed)
        m_invalidate->setText(tr("Price not known"));
    else if (m_pricing == Pricing::Untold)
        m_invalidate->setText(tr("Invalidate"));
    else if (!m_price)
        m_invalidate->setText(tr("Reckoning\u2026"));
    else if (nothing)
        m_invalidate->setText(tr("Nothing to invalidate"));
    else
        m_invalidate->setText(tr("Invalidate %1").arg(entriesText(m_price->entries)));
}

void InvalidateDialog::invalidate()
{
    m_running = true;
    m_scope->setEnabled(false);
    updateButton();
    const Scope reach = m_scope->scope();
    whenDone(m_target.act(Invalidate{reach}), this,
             [this, reach](const Result<Invalidated>& done) { finish(reach, done); });
}

void InvalidateDialog::finish(const Scope& reach, const Result<Invalidated>& done)
{
    m_running = false;
    if (done) {
        Q_EMIT invalidated(reach, *done);
        accept();
        return;
    }
    m_scope->setEnabled(true);
    updateButton();
    showProblem(done.error().message);
}

void InvalidateDialog::showProblem(const QString& text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void InvalidateDialog::reject()
{
    if (!m_running)
        QDialog::reject();
}

} // namespace tierwatch
