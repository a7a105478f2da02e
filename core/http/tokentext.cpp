// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tokentext.h"

#include "base/words.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch::tokentext {

namespace {

constexpr auto prefix = "tw_"_L1;
constexpr qsizetype codeLength = 43; ///< of 32 bytes, without padding

bool isCode(QChar c)
{
    return words::isLetter(c) || words::isDigit(c) || c == u'-' || c == u'_';
}

} // namespace

QString create()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->generate(random.begin(), random.end());
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(random.data()),
                                               qsizetype(sizeof random));
    return prefix + QLatin1StringView(bytes.toBase64(QByteArray::Base64UrlEncoding |
                                                     QByteArray::OmitTrailingEquals));
}

bool isOne(QByteArrayView text)
{
    return text.size() == prefix.size() + codeLength && text.startsWith(prefix) &&
           std::ranges::all_of(text, [](char c) { return isCode(QLatin1Char(c)); });
}

QByteArray hashOf(QByteArrayView token)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(token);
    return hash.result();
}

bool sameHash(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference |= static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]);
    return difference == 0;
}

QString withoutTokens(const QString& text)
{
    QString clean;
    qsizetype done = 0;
    for (auto at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
        const auto code = QStringView(text).sliced(at + prefix.size());
        const auto length = std::ranges::find_if_not(code, isCode) - code.begin();
        if (at < done || length < codeLength)
            continue;
        clean.append(QStringView(text).sliced(done, at - done)).append("[token]"_L1);
        done = at + prefix.size() + length;
    }
    return clean.append(QStringView(text).sliced(done));
}

} // namespace tierwatch::tokentext
