// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace tierwatch {

/// A call of a service: by POST where it has a body, else by GET.
struct ServiceRequest
{
    static constexpr qint64 bytesOfFigures = 4 << 20;

    QByteArray path;       ///< below the base, as it is sent: "/cache/history"
    QByteArray query = {}; ///< as it is sent, without the question mark
    std::optional<QByteArray> body = {};
    std::chrono::milliseconds deadline{10'000}; ///< for all of it, whatever arrives meanwhile
    qint64 mostBytes = bytesOfFigures;          ///< of an answer
    bool isAction = true; ///< where it has a body: without an answer nobody knows if it was done
};

/// What came of it.
struct ServiceAnswer
{
    int status = 0; ///< 0 = no answer, or none that came whole: `trouble` says why
    QByteArray body = {};
    QList<QNetworkReply::RawHeaderPair> headers = {};
    std::optional<Error> trouble = {};

    /// Of this name, whose case does not matter; empty where there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// Asks one service, each request with a deadline and its answer with a limit. The token, if there
/// is one, goes into one header, to this service alone: redirections are not followed. Certificates
/// are verified. An action is never sent twice. Lives in the thread it is made in; destroying it
/// ends what is under way with Cancelled.
class ServiceClient final : public QObject
{
    Q_OBJECT
public:
    /// Called once for each request, from the event loop; the client may be destroyed in it.
    using Done = std::function<void(const ServiceAnswer&)>;

    ServiceClient(QUrl base, QByteArray token, const QSslConfiguration& trust);
    ~ServiceClient() override;
    Q_DISABLE_COPY_MOVE(ServiceClient)

    void ask(const ServiceRequest& request, Done done);
    [[nodiscard]] const QUrl& base() const { return m_base; }

private:
    /// A request under way.
    struct Exchange
    {
        Done done;
        qint64 mostBytes = 0;
        bool isAction = false;
        QByteArray body = {};
        std::optional<Error> trouble = {}; ///< why it was given up
        QString distrust = {};             ///< what is wrong with the certificate
    };

    [[nodiscard]] QNetworkRequest written(const ServiceRequest& request) const;
    [[nodiscard]] QNetworkReply* sent(const ServiceRequest& request);
    void receive(QNetworkReply* reply);
    void giveUp(QNetworkReply* reply, const Error& why);
    void finish(QNetworkReply* reply);
    [[nodiscard]] ServiceAnswer answerOf(const QNetworkReply& reply, Exchange exchange) const;

    const QUrl m_base;
    const QByteArray m_token;
    const QSslConfiguration m_trust;
    QNetworkAccessManager m_network;
    QHash<QNetworkReply*, std::shared_ptr<Exchange>> m_underWay;
};

} // namespace tierwatch
