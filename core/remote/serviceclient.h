// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceway.h"
#include "target/linkfigures.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QHash>
#include <QNetworkReply>
#include <QSslError>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>

class QNetworkAccessManager;

namespace tierwatch {

/// A call of a service: by POST where it has a body, else by GET.
struct ServiceRequest
{
    static constexpr qint64 bytesOfFigures = 4 << 20;

    QByteArray path;       ///< below the base, as it is sent: "/cache/history"
    QByteArray query = {}; ///< as it is sent, without the question mark
    std::optional<QByteArray> body = {};
    std::chrono::milliseconds deadline{10'000};   ///< for all of it, whatever arrives meanwhile
    std::chrono::milliseconds inactivity{15'000}; ///< within an answer that has begun
    qint64 mostBytes = bytesOfFigures;            ///< of an answer
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
/// are verified, or held against the pinned one, before it is sent. An action is never sent twice;
/// a question is once more, where the connection ended before it was answered. Lives in the thread
/// it is made in; destroying it ends what is under way with Cancelled.
class ServiceClient final : public QObject
{
    Q_OBJECT
public:
    /// Called once for each request, from the event loop; the client may be destroyed in it.
    using Done = std::function<void(const ServiceAnswer&)>;

    ServiceClient(QUrl base, QByteArray token, ServiceWay way);
    ~ServiceClient() override;
    Q_DISABLE_COPY_MOVE(ServiceClient)

    void ask(const ServiceRequest& request, Done done);
    /// For all that is asked from now on.
    void setToken(QByteArray token) { m_token = std::move(token); }
    /// Without the end of the sign-in.
    [[nodiscard]] const LinkFigures& figures() const { return m_figures; }
    [[nodiscard]] const QUrl& base() const { return m_base; }

private:
    /// A request under way.
    struct Exchange
    {
        ServiceRequest request;
        Done done;
        QDeadlineTimer deadline;
        QByteArray token = {};    ///< it was sent with
        QElapsedTimer since = {}; ///< it was sent
        bool isSecond = false;
        QByteArray body = {};
        std::optional<Error> trouble = {};  ///< why it was given up
        std::optional<Error> distrust = {}; ///< what is wrong with the certificate
    };

    [[nodiscard]] QNetworkRequest written(const ServiceRequest& request) const;
    [[nodiscard]] QNetworkReply* sent(const ServiceRequest& request);
    void send(const std::shared_ptr<Exchange>& exchange);
    void watch(QNetworkReply* reply, const Exchange& exchange);
    /// Of what the service presented, before anything is sent.
    void judge(QNetworkReply* reply, const QList<QSslError>& errors);
    /// By its head, which has come.
    void weigh(QNetworkReply* reply);
    [[nodiscard]] bool asksProxy() const;
    void receive(QNetworkReply* reply);
    void giveUp(QNetworkReply* reply, const Error& why);
    void finish(QNetworkReply* reply);
    [[nodiscard]] static bool mayAskAgain(const QNetworkReply& reply, const Exchange& exchange);
    void askAgain(const std::shared_ptr<Exchange>& exchange);
    [[nodiscard]] ServiceAnswer answerOf(const QNetworkReply& reply,
                                         const Exchange& exchange) const;
    void count(const ServiceAnswer& answer, const Exchange& exchange);

    const QUrl m_base;
    QByteArray m_token;
    const ServiceWay m_way; ///< with a network
    QNetworkAccessManager& m_manager;
    QHash<QNetworkReply*, std::shared_ptr<Exchange>> m_underWay;
    std::unordered_set<std::shared_ptr<Exchange>> m_again; ///< in a moment
    LinkFigures m_figures;
};

} // namespace tierwatch
