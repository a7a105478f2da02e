// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/scopechoice.h"

#include "theme/typography.h"
#include "widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSet>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int nameRole = Qt::UserRole + 1;     ///< as the target calls it, or empty
constexpr int identityRole = Qt::UserRole + 2; ///< stays where the wording does not

struct Choice
{
    QVariant value;
    QString name;
    QString label;
    QString identity;
};

/// One number may stand for two companies, and one name be spelled in two ways.
QString identityOf(const Company& company)
{
    return QString::number(company.id) + QChar(0) + company.name.toCaseFolded();
}

QString identityOf(const ReportType& type)
{
    return type.type;
}

/// Between those that are there, so that a list which is open stands still.
void fill(QComboBox& box, const std::vector<Choice>& choices)
{
    const QSignalBlocker quiet(box);
    QSet<QString> there;
    for (int at = 1; at < box.count(); ++at)
        there.insert(box.itemData(at, identityRole).toString());
    int at = 0;
    for (const Choice& choice : choices) {
        ++at; // the first one stands for all
        if (!there.contains(choice.identity))
            box.insertItem(at, choice.label, choice.value);
        else if (box.itemData(at, identityRole) != choice.identity)
            at = box.findData(choice.identity, identityRole);
        box.setItemText(at, choice.label);
        box.setItemData(at, choice.name, nameRole);
        box.setItemData(at, choice.identity, identityRole);
    }
}

/// Two companies may have one name.
void tellApart(std::vector<Choice>& choices)
{
    for (std::size_t i = 1; i < choices.size(); ++i) {
        if (choices[i].name.isEmpty() || choices[i].name != choices[i - 1].name)
            continue;
        for (Choice* one : {&choices[i - 1], &choices[i]})
            one->label = u"%1 (%2)"_s.arg(one->name, one->value.toString());
    }
}

/// Adds it first where it is not known: companies may have cached data that the source forgot.
void choose(QComboBox& box, const QVariant& value, const QString& label, const QString& identity)
{
    if (box.findData(value) < 0) {
        box.addItem(label, value);
        box.setItemData(box.count() - 1, identity, identityRole);
    }
    box.setCurrentIndex(box.findData(value));
}

} // namespace

ScopeChoice::ScopeChoice(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(px(10));
    m_company = add(*row, tr("Company"), tr("All companies"));
    m_type = add(*row, tr("Type"), tr("All types"));
}

QComboBox* ScopeChoice::add(QHBoxLayout& row, const QString& label, const QString& all)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(px(4));
    auto* box = new QComboBox(this);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->addItem(all);
    auto* caption = new TextLabel(label, TextStyle::Small, Token::TextSecondary, this);
    caption->setBuddy(box);
    box->setAccessibleName(label);
    column->addWidget(caption);
    column->addWidget(box);
    row.addLayout(column, 1);
    connect(box, &QComboBox::currentIndexChanged, this, &ScopeChoice::changed);
    return box;
}

void ScopeChoice::setNames(const Names& names)
{
    m_names = names;
    std::vector<Choice> companies;
    companies.reserve(names.catalog().companies.size());
    for (const Company& one : names.catalog().companies)
        companies.push_back({one.id, one.name,
                             one.name.isEmpty() ? names.company(one.id) : one.name,
                             identityOf(one)});
    tellApart(companies);
    fill(*m_company, companies);
    std::vector<Choice> types;
    types.reserve(names.catalog().types.size());
    for (const ReportType& one : names.catalog().types)
        types.push_back({one.type, one.title, names.type(one.type), identityOf(one)});
    fill(*m_type, types);
}

void ScopeChoice::setScope(const Scope& scope)
{
    if (scope.companyId)
        choose(*m_company, *scope.companyId, m_names.company(*scope.companyId),
               identityOf(Company{*scope.companyId, {}}));
    if (scope.type)
        choose(*m_type, *scope.type, m_names.type(*scope.type), *scope.type);
}

Scope ScopeChoice::scope() const
{
    Scope scope;
    if (const auto one = company())
        scope.companyId = one->id;
    if (const auto one = type())
        scope.type = one->type;
    return scope;
}

std::optional<Company> ScopeChoice::company() const
{
    if (m_company->currentIndex() <= 0)
        return std::nullopt;
    return Company{m_company->currentData().toLongLong(),
                   m_company->currentData(nameRole).toString()};
}

std::optional<ReportType> ScopeChoice::type() const
{
    if (m_type->currentIndex() <= 0)
        return std::nullopt;
    ReportType type;
    type.type = m_type->currentData().toString();
    type.title = m_type->currentData(nameRole).toString();
    return type;
}

} // namespace tierwatch
