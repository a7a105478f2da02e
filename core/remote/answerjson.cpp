// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/answerjson.h"

#include "base/foreigntext.h"
#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::answerjson {

namespace {

constexpr qsizetype mostOfAText = 4'096;
constexpr auto byteOrderMark = "\xef\xbb\xbf";

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

/// Known before it is parsed, so that no parser goes down there.
bool isTooDeep(const QByteArray& json)
{
    int depth = 0;
    bool isInText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (isInText && c == '\\')
            ++i;
        else if (c == '"')
            isInText = !isInText;
        else if (!isInText && (c == '[' || c == '{') && ++depth > deepest)
            return true;
        else if (!isInText && (c == ']' || c == '}'))
            --depth;
    }
    return false;
}

/// Most answers are plain, and need no second look at each of their texts.
bool isPlain(const QByteArray& json)
{
    return json.size() <= mostOfAText &&
           std::ranges::all_of(json, [](char c) { return c != '\\' && c >= 0 && c != 0x7f; });
}

QJsonValue shown(const QJsonValue& value);

QJsonObject shown(const QJsonObject& object)
{
    QJsonObject members;
    for (auto member = object.begin(); member != object.end(); ++member)
        members.insert(foreign::shown(member.key(), mostOfAText), shown(QJsonValue(*member)));
    return members;
}

/// No deeper than what is let in.
QJsonValue shown(const QJsonValue& value)
{
    if (value.isString())
        return foreign::shown(value.toString(), mostOfAText);
    if (value.isObject())
        return shown(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray items;
    for (const auto item : value.toArray())
        items.append(shown(QJsonValue(item)));
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

Result<QJsonObject> objectIn(const ServiceAnswer& answer, Texts texts)
{
    if (answer.body.startsWith(byteOrderMark))
        return failure::unexpected(said("it begins with a byte order mark"));
    if (isTooDeep(answer.body))
        return failure::unexpected(said("it is nested more than %1 deep").arg(deepest));
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(answer.body, &problem);
    if (!document.isObject())
        return notJson(answer, problem);
    if (texts == Texts::AsIs || isPlain(answer.body))
        return document.object();
    return shown(document.object());
}

} // namespace tierwatch::answerjson
