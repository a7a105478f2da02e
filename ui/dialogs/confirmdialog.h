// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/buttons.h"

#include <QDialog>
#include <QStringList>

class QVBoxLayout;

namespace tierwatch {

/// A question, what follows from a yes, and the button that says it.
struct Question
{
    QString title; ///< of the window
    QString question;
    QStringList sentences;
    QString yes;
    ButtonKind kind = ButtonKind::Primary;
};

/// Asks one question with the buttons Cancel and yes; accepted() means yes. Enter presses only what
/// has the focus, which Cancel has first. GUI thread; deletes itself when closed.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ConfirmDialog(const Question& question, QWidget* parent = nullptr);

private:
    void buildText(QVBoxLayout& layout, const Question& question);
    void buildButtons(QVBoxLayout& layout, const Question& question);
};

} // namespace tierwatch
