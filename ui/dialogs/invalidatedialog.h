// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "target/cachetarget.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QPushButton;
class QVBoxLayout;

namespace tierwatch {

class NameConfirmation;
class PricePanel;
class ScopeChoice;
class TextLabel;

/// Invalidates for a company, a type, both or everything, after showing what that costs and asking
/// in proportion to it. Does it itself and closes when it is durable. GUI thread; never waits
/// there; the target outlives it.
class InvalidateDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Begins with the company and the type of `scope`. On production a name is always typed.
    InvalidateDialog(CacheTarget& target, Names names, const Scope& scope, bool production,
                     QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void invalidated(const tierwatch::Scope& scope, const tierwatch::Invalidated& done);

private:
    enum class Pricing {
        Reckoning,
        Known,
        Failed,
        Untold ///< the target can't tell the price
    };

    void buildScope(QVBoxLayout& layout, const Scope& scope);
    void buildConfirmation(QVBoxLayout& layout);
    void buildButtons(QVBoxLayout& layout);
    void scopeChanged();
    void askPrice();
    void showPrice(const Result<Preview>& price);
    void priceFailed(const QString& why);
    void goWithoutPrice(const QString& why);
    void showConfirmation();
    void updateButton();
    void invalidate();
    void finish(const Scope& scope, const Result<Invalidated>& done);
    void showProblem(const QString& text);

    CacheTarget& m_target;
    Names m_names;
    const bool m_production;
    std::optional<Preview> m_price;
    quint64 m_question = 0; ///< answers to older questions are dropped
    Pricing m_pricing = Pricing::Reckoning;
    bool m_running = false;
    QTimer m_settle;

    ScopeChoice* m_scope = nullptr;
    PricePanel* m_panel = nullptr;
    NameConfirmation* m_confirmation = nullptr;
    TextLabel* m_problem = nullptr;
    QPushButton* m_again = nullptr; ///< asks for the price once more
    QPushButton* m_cancel = nullptr;
    QPushButton* m_invalidate = nullptr;
};

} // namespace tierwatch
