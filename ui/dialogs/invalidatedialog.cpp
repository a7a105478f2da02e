// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/invalidatedialog.h"

#include "dialogs/enterkey.h"
#include "dialogs/nameconfirmation.h"
#include "dialogs/pricepanel.h"
#include "models/whendone.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int settleMs = 200;

/// The value behind the chosen item; absent on the first one, which stands for all.
template <class T>
std::optional<T> chosen(const QComboBox& box)
{
    if (box.currentIndex() <= 0)
        return std::nullopt;
    return box.currentData().value<T>();
}

/// Adds it first where it is not known: companies may have cached data that the source forgot.
void choose(QComboBox& box, const QVariant& value, const QString& name)
{
    if (box.findData(value) < 0)
        box.addItem(name, value);
    box.setCurrentIndex(box.findData(value));
}

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
    buildScope(*layout);
    buildConfirmation(*layout);
    buildButtons(*layout);
    fillScope(scope);
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &InvalidateDialog::askPrice);
    resize(pxSize(680, 420));
    scopeChanged();
}

void InvalidateDialog::buildScope(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 0, 18, 0));
    row->setSpacing(px(10));
    m_company = addChoice(*row, tr("Company"));
    m_type = addChoice(*row, tr("Type"));
    layout.addLayout(row);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(pxMargins(18, 0, 18, 0));
    m_panel = new PricePanel(m_names, this);
    body->addWidget(m_panel);
    layout.addLayout(body, 1);
}

QComboBox* InvalidateDialog::addChoice(QHBoxLayout& row, const QString& label)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(px(4));
    auto* box = new QComboBox(this);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* caption = new TextLabel(label, TextStyle::Small, Token::TextSecondary, this);
    caption->setBuddy(box);
    box->setAccessibleName(label);
    column->addWidget(caption);
    column->addWidget(box);
    row.addLayout(column, 1);
    return box;
}

void InvalidateDialog::fillScope(const Scope& scope)
{
    m_company->addItem(tr("All companies"));
    for (const Company& company : m_names.catalog().companies)
        m_company->addItem(m_names.company(company.id), company.id);
    m_type->addItem(tr("All types"));
    for (const ReportType& type : m_names.catalog().types)
        m_type->addItem(m_names.type(type.type), type.type);
    if (scope.companyId)
        choose(*m_company, *scope.companyId, m_names.company(*scope.companyId));
    if (scope.type)
        choose(*m_type, *scope.type, m_names.type(*scope.type));
    for (QComboBox* box : {m_company, m_type})
        connect(box, &QComboBox::currentIndexChanged, this, &InvalidateDialog::scopeChanged);
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

Scope InvalidateDialog::scope() const
{
    return {.companyId = chosen<qint64>(*m_company), .type = chosen<QString>(*m_type)};
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
    whenDone(m_target.read(PreviewQuery{scope()}), this, show);
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
    ConfirmationText text = confirmationText(scope(), {}, m_names, m_target.name());
    text.reason = tr("What this costs is not known beforehand. %1").arg(why);
    m_confirmation->setText(text);
    m_confirmation->show();
    updateButton();
}

void InvalidateDialog::showConfirmation()
{
    const bool typed = m_price->entries > 0 &&
                       confirmationFor(scope(), *m_price, m_production) == Confirmation::TypedName;
    m_confirmation->setText(
        confirmationText(scope(), *m_price, m_names, m_target.name(), m_production));
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
    for (QComboBox* box : {m_company, m_type})
        box->setEnabled(false);
    updateButton();
    const Scope reach = scope();
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
    for (QComboBox* box : {m_company, m_type})
        box->setEnabled(true);
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
