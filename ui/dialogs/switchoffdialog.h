// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/figures.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace tierwatch {

class DurationChoice;
class NameConfirmation;

/// Asks before the cache is switched off for everyone: what the database would have to bear, and
/// the target's name typed. accepted() means yes.
class SwitchOffDialog final : public QDialog
{
    Q_OBJECT
public:
    SwitchOffDialog(const std::optional<SwitchOffPrice>& price, const QString& targetName,
                    QWidget* parent = nullptr);

    /// For how long; absent = until somebody switches it on.
    [[nodiscard]] std::optional<qint64> seconds() const;

private:
    void buildText(QVBoxLayout& layout, const std::optional<SwitchOffPrice>& price);
    void buildConfirmation(QVBoxLayout& layout, const QString& targetName);
    void buildButtons(QVBoxLayout& layout);

    DurationChoice* m_duration = nullptr;
    NameConfirmation* m_confirmation = nullptr;
};

} // namespace tierwatch
