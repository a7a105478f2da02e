// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/parameter.h"

#include <QCoreApplication>
#include <QDate>

#include <array>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

struct NamedType
{
    ParameterType type;
    const char16_t* name;
    const char* example;
};

constexpr std::array parameterTypes{
    NamedType{ParameterType::Integer, u"integer",
              QT_TRANSLATE_NOOP("tierwatch::Parameter", "a whole number such as 2026")},
    NamedType{ParameterType::Number, u"number",
              QT_TRANSLATE_NOOP("tierwatch::Parameter", "a number such as 12.5")},
    NamedType{ParameterType::Text, u"text", QT_TRANSLATE_NOOP("tierwatch::Parameter", "text")},
    NamedType{ParameterType::Date, u"date",
              QT_TRANSLATE_NOOP("tierwatch::Parameter", "a date such as 2026-10-31")},
    NamedType{ParameterType::Boolean, u"boolean",
              QT_TRANSLATE_NOOP("tierwatch::Parameter", "true or false")},
};

const NamedType& named(ParameterType type)
{
    return parameterTypes[static_cast<std::size_t>(type)];
}

bool isWholeNumber(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
        return true;
    default:
        return false;
    }
}

std::optional<qlonglong> integerFromDouble(double value)
{
    // 2^63 itself is a double and is one too many.
    constexpr double limit = 9223372036854775808.0;
    if (!(value >= -limit && value < limit) || std::trunc(value) != value)
        return std::nullopt;
    return static_cast<qlonglong>(value);
}

template <class T>
std::optional<T> parsed(T value, bool ok)
{
    return ok ? std::optional<T>(value) : std::nullopt;
}

std::optional<qlonglong> integerFrom(const QVariant& given)
{
    bool ok = false;
    if (given.typeId() == QMetaType::Double)
        return integerFromDouble(given.toDouble());
    if (given.typeId() == QMetaType::ULongLong &&
        given.toULongLong() > quint64(std::numeric_limits<qlonglong>::max()))
        return std::nullopt;
    if (!isWholeNumber(given) && given.typeId() != QMetaType::QString)
        return std::nullopt;
    const qlonglong value = given.toLongLong(&ok);
    return parsed(value, ok);
}

std::optional<double> numberFrom(const QVariant& given)
{
    const bool numeric = isWholeNumber(given) || given.typeId() == QMetaType::Double ||
                         given.typeId() == QMetaType::QString;
    bool ok = false;
    const double value = given.toDouble(&ok);
    if (!numeric || !ok || !std::isfinite(value))
        return std::nullopt;
    return value == 0 ? 0.0 : value; // minus zero is the same number
}

std::optional<QString> textFrom(const QVariant& given)
{
    return parsed(given.toString(), given.typeId() == QMetaType::QString);
}

std::optional<QDate> dateFrom(const QVariant& given)
{
    QDate date;
    if (given.typeId() == QMetaType::QDate)
        date = given.toDate();
    else if (given.typeId() == QMetaType::QString)
        date = QDate::fromString(given.toString().trimmed(), u"yyyy-MM-dd"_s);
    return parsed(date, date.isValid());
}

std::optional<bool> booleanFrom(const QVariant& given)
{
    if (given.typeId() == QMetaType::Bool)
        return given.toBool();
    if (!isWholeNumber(given) && given.typeId() != QMetaType::QString)
        return std::nullopt;
    const QString text = given.toString().trimmed().toLower();
    if (text == u"true" || text == u"1")
        return true;
    return parsed(false, text == u"false" || text == u"0");
}

template <class T>
std::optional<QVariant> asVariant(const std::optional<T>& value)
{
    return value ? std::optional<QVariant>(QVariant::fromValue(*value)) : std::nullopt;
}

std::optional<QVariant> converted(ParameterType type, const QVariant& given)
{
    switch (type) {
    case ParameterType::Integer:
        return asVariant(integerFrom(given));
    case ParameterType::Number:
        return asVariant(numberFrom(given));
    case ParameterType::Text:
        return asVariant(textFrom(given));
    case ParameterType::Date:
        return asVariant(dateFrom(given));
    case ParameterType::Boolean:
        return asVariant(booleanFrom(given));
    }
    return std::nullopt;
}

QString shown(const QVariant& given)
{
    constexpr int longest = 60;
    const QString text = given.toString();
    return text.size() > longest ? text.first(longest) + u"..."_s : text;
}

} // namespace

Result<QVariant> Parameter::canonical(const QVariant& given) const
{
    if (std::optional<QVariant> value = converted(type, given))
        return *std::move(value);
    return Error{ErrorCode::InvalidArgument,
                 QCoreApplication::translate("tierwatch::Parameter",
                                             "The parameter \"%1\" must be %2, not \"%3\".")
                     .arg(name,
                          QCoreApplication::translate("tierwatch::Parameter", named(type).example),
                          shown(given))};
}

QString parameterTypeName(ParameterType type)
{
    return QString::fromUtf16(named(type).name);
}

std::optional<ParameterType> parameterTypeFromName(QStringView name)
{
    for (const NamedType& entry : parameterTypes) {
        if (name == QStringView(entry.name))
            return entry.type;
    }
    return std::nullopt;
}

} // namespace tierwatch
