// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/parametersdialog.h"

#include "dialogs/dialogfoot.h"
#include "models/benchmarktext.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int mostHeight = 420;

/// What can be typed for a parameter of that type; empty = anything.
QString patternOf(const QString& type)
{
    if (type == "integer"_L1)
        return u"-?\\d{1,19}"_s;
    if (type == "number"_L1)
        return u"-?\\d*\\.?\\d*([eE]-?\\d+)?"_s;
    if (type == "date"_L1)
        return u"\\d{4}-\\d{2}-\\d{2}"_s;
    return type == "boolean"_L1 ? u"true|false"_s : QString();
}

QString exampleOf(const QString& type)
{
    if (type == "date"_L1)
        return ParametersDialog::tr("needed, such as 2026-01-31");
    if (type == "boolean"_L1)
        return ParametersDialog::tr("needed: true or false");
    return type == "text"_L1 ? ParametersDialog::tr("needed")
                             : ParametersDialog::tr("needed: a number");
}

} // namespace

ParametersDialog::ParametersDialog(const std::vector<BenchmarkCandidate>& reports,
                                   const std::vector<BenchmarkParameter>& given, const Names& names,
                                   QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Parameters"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildFields(*layout, reports, names);
    buildButtons(*layout);
    for (const Field& field : m_fields) {
        const auto value = std::ranges::find_if(given, [&](const BenchmarkParameter& one) {
            return one.query == field.query && one.name == field.name;
        });
        if (value != given.end())
            field.edit->setText(value->value);
    }
    resize(px(480), std::min(sizeHint().height(), px(mostHeight)));
}

void ParametersDialog::buildFields(QVBoxLayout& layout,
                                   const std::vector<BenchmarkCandidate>& reports,
                                   const Names& names)
{
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    auto* fields = new QWidget(scroll);
    auto* form = new QFormLayout(fields);
    form->setContentsMargins(pxMargins(18, 0, 18, 0));
    form->setSpacing(px(8));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const BenchmarkCandidate& report : reports) {
        if (report.params.empty())
            continue;
        form->addRow(new TextLabel(benchmarktext::report(report.query, report.type, names),
                                   TextStyle::Heading, Token::TextPrimary, fields));
        for (const QueryParameter& parameter : report.params)
            addField(*form, report.query, parameter);
    }
    scroll->setWidget(fields);
    layout.addWidget(scroll, 1);
}

void ParametersDialog::addField(QFormLayout& form, const QString& query,
                                const QueryParameter& parameter)
{
    auto* edit = new QLineEdit(form.parentWidget());
    edit->setPlaceholderText(parameter.byDefault.value_or(exampleOf(parameter.type)));
    edit->setObjectName(query + u'/' + parameter.name);
    if (const QString pattern = patternOf(parameter.type); !pattern.isEmpty())
        edit->setValidator(new QRegularExpressionValidator(QRegularExpression(pattern), edit));
    form.addRow(parameter.name, edit);
    m_fields.push_back({query, parameter.name, edit});
}

void ParametersDialog::buildButtons(QVBoxLayout& layout)
{
    QPushButton* defaults = makeButton(ButtonKind::Plain, tr("Defaults"), this);
    QPushButton* cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    QPushButton* use = makeButton(ButtonKind::Primary, tr("Use"), this);
    use->setObjectName(u"useParameters"_s);
    addFoot(layout, *cancel, *use, defaults);
    connect(defaults, &QPushButton::clicked, this, &ParametersDialog::clear);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(use, &QPushButton::clicked, this, &QDialog::accept);
}

void ParametersDialog::clear()
{
    for (const Field& field : m_fields)
        field.edit->clear();
}

std::vector<BenchmarkParameter> ParametersDialog::given() const
{
    std::vector<BenchmarkParameter> given;
    for (const Field& field : m_fields) {
        if (!field.edit->text().isEmpty())
            given.push_back({field.query, field.name, field.edit->text()});
    }
    return given;
}

} // namespace tierwatch
