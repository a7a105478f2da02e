// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/jwt.h"

#include "base/foreigntext.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qsizetype mostBytes = 16'384;
constexpr qsizetype mostOfAnId = 100;
constexpr double lastSecond = 253'402'300'799; // of the year 9999

std::optional<qint64> endIn(const QJsonValue& exp)
{
    const double seconds = exp.toDouble(-1);
    if (!exp.isDouble() || seconds < 0 || seconds > lastSecond)
        return std::nullopt;
    return static_cast<qint64>(seconds) * 1000;
}

QByteArray payloadOf(const QByteArray& token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(
        parts[1], QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? *decoded : QByteArray();
}

} // namespace

JwtClaims jwtClaims(const QByteArray& token)
{
    if (token.size() > mostBytes)
        return {};
    const QJsonObject claims = QJsonDocument::fromJson(payloadOf(token)).object();
    return {endIn(claims[u"exp"]),
            foreign::shown(claims[u"server_id"].toVariant().toString(), mostOfAnId)};
}

} // namespace tierwatch
