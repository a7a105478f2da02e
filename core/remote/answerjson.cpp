// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/answerjson.h"

#include "base/foreigntext.h"
#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace tierwatch::answerjson {

namespace {

constexpr qsizetype mostOfAText = 16'384;
constexpr auto byteOrderMark = "\xef\xbb\xbf";

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

/// Known before it is parsed, so that no parser goes down there, or takes long.
enum class Shape { Bearable, TooDeep, TooManyParts };

Shape shapeOf(const QByteArray& json)
{
    int depth = 0;
    int parts = 0;
    bool isInText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (isInText && c == '\\')
            ++i;
        else if (c == '"')
            isInText = !isInText;
        else if (!isInText && (c == '[' || c == '{') && ++depth > deepest)
            return Shape::TooDeep;
        else if (!isInText && (c == ']' || c == '}'))
            --depth;
        else if (!isInText && c == ',' && ++parts > mostParts)
            return Shape::TooManyParts;
    }
    return Shape::Bearable;
}

/// Why it is not parsed, if so.
std::optional<Error> refusal(const QByteArray& json)
{
    if (json.startsWith(byteOrderMark))
        return failure::unexpected(said("it begins with a byte order mark"));
    const Shape shape = shapeOf(json);
    if (shape == Shape::TooDeep)
        return failure::unexpected(said("it is nested more than %1 deep").arg(deepest));
    if (shape == Shape::TooManyParts)
        return failure::unexpected(said("it has more than %1 parts").arg(mostParts));
    return std::nullopt;
}

/// Most answers are plain, and need no second look at each of their texts.
bool isPlain(const QByteArray& json)
{
    return json.size() <= mostOfAText &&
           std::ranges::all_of(json, [](char c) { return c != '\\' && c >= 0 && c != 0x7f; });
}

/// Makes texts fit to be shown, in place: nearly all of an honest answer are. It gives up where it
/// would take long.
class Fitting final
{
public:
    [[nodiscard]] bool isOverdone() const { return m_cost > mostCost; }

    /// Nothing where all is fit already; no deeper than what is let in.
    std::optional<QJsonObject> of(QJsonObject object, QLatin1StringView asIs = {});

private:
    static constexpr int mostCost = 10'000;
    static constexpr int costOfName = 100; // since it moves those behind it

    [[nodiscard]] static bool isFit(const QString& text)
    {
        return text.size() <= mostOfAText && std::ranges::none_of(text, foreign::isUnseen);
    }
    std::optional<QJsonValue> of(const QJsonValue& value);
    std::optional<QJsonValue> of(QJsonArray items);

    int m_cost = 0;
};

std::optional<QJsonObject> Fitting::of(QJsonObject object, QLatin1StringView asIs)
{
    std::vector<std::pair<QString, QJsonValue>> changed;
    QStringList renamed;
    for (auto it = object.constBegin(); it != object.constEnd() && !isOverdone(); ++it) {
        const QString name = it.key();
        if (!isFit(name)) {
            renamed.append(name);
            m_cost += costOfName;
        }
        if (asIs.isEmpty() || name != asIs) {
            if (auto value = of(QJsonValue(*it)))
                changed.emplace_back(name, *std::move(value));
        }
    }
    if (changed.empty() && renamed.isEmpty())
        return std::nullopt;
    for (const auto& [name, value] : changed)
        object.insert(name, value);
    for (const QString& name : renamed)
        object.insert(foreign::shown(name, mostOfAText), object.take(name));
    return object;
}

std::optional<QJsonValue> Fitting::of(const QJsonValue& value)
{
    if (value.isArray())
        return of(value.toArray());
    if (value.isObject()) {
        auto object = of(value.toObject());
        return object ? std::optional<QJsonValue>(*object) : std::nullopt;
    }
    if (!value.isString() || isFit(value.toString()))
        return std::nullopt;
    ++m_cost;
    return foreign::shown(value.toString(), mostOfAText);
}

std::optional<QJsonValue> Fitting::of(QJsonArray items)
{
    std::vector<std::pair<qsizetype, QJsonValue>> changed;
    for (qsizetype i = 0; i < items.size() && !isOverdone(); ++i) {
        if (auto value = of(items.at(i)))
            changed.emplace_back(i, *std::move(value));
    }
    if (changed.empty())
        return std::nullopt;
    for (const auto& [at, value] : changed)
        items.replace(at, value);
    return items;
}

/// What is no JSON may be of a kind that says more of where it comes from.
Error notJson(const ServiceAnswer& answer, const QJsonParseError& problem)
{
    const QByteArray kind = answer.header("Content-Type").split(';').first().trimmed().toLower();
    if (!kind.isEmpty() && !kind.contains("json"))
        return failure::noCacheService(QString::fromUtf8(kind));
    if (answer.body.isEmpty())
        return failure::unexpected(said("it is empty"));
    if (problem.error == QJsonParseError::NoError)
        return failure::unexpected(said("a list stands where an object belongs"));
    return failure::unexpected(
        said("it is no JSON object"),
        u"JSON, byte %1: %2"_s.arg(problem.offset).arg(problem.errorString()));
}

} // namespace

Result<QJsonObject> objectIn(const ServiceAnswer& answer, QLatin1StringView asIs)
{
    if (auto refused = refusal(answer.body))
        return *std::move(refused);
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(answer.body, &problem);
    if (!document.isObject())
        return notJson(answer, problem);
    if (isPlain(answer.body))
        return document.object();
    Fitting fitting;
    auto fit = fitting.of(document.object(), asIs);
    if (fitting.isOverdone())
        return failure::unexpected(said("too much in it is not fit to be shown"));
    return fit ? *std::move(fit) : document.object();
}

Result<QJsonArray> listIn(const ServiceAnswer& answer)
{
    if (auto refused = refusal(answer.body))
        return *std::move(refused);
    const auto document = QJsonDocument::fromJson(answer.body);
    if (!document.isArray())
        return failure::unexpected(said("it is no JSON list"));
    return document.array();
}

} // namespace tierwatch::answerjson
