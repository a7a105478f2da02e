// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace tierwatch {

class TextLabel;

/// What a door says before anybody goes through it.
struct DoorText
{
    struct Fact
    {
        QString icon;
        QString text;
    };
    QString icon;
    QString title;
    QString description;
    QList<Fact> facts; ///< what it costs or needs, what stays safe
    QString button;
    QString link; ///< a second way in; empty = there is none
};

/// One way into the program: a card with one button. While its work runs the card shows the
/// progress with Cancel in the button's place; a failure is said inside it.
class Door final : public QWidget
{
    Q_OBJECT
public:
    Door(const DoorText& text, bool primary, QWidget* parent = nullptr);

    void setProgress(int percent, const QString& sentence);
    void endProgress();
    /// Empty takes the message away.
    void setProblem(const QString& sentence);
    void setButtonText(const QString& text);
    [[nodiscard]] QPushButton& button() const { return *m_button; }
    /// Null where there is none.
    [[nodiscard]] QToolButton* link() const { return m_link; }

Q_SIGNALS:
    void entered();
    void linkFollowed();
    void cancelled();

private:
    void buildText(QVBoxLayout& body, const DoorText& text);
    void buildFacts(QVBoxLayout& body, const DoorText& text);
    void buildLink(QVBoxLayout& body, const QString& text);
    void buildProgress(QVBoxLayout& body);

    QWidget* m_facts = nullptr;
    QPushButton* m_button;
    QToolButton* m_link = nullptr;
    QWidget* m_running = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_cancel = nullptr;
    TextLabel* m_state = nullptr;
    TextLabel* m_problem = nullptr;
};

} // namespace tierwatch
