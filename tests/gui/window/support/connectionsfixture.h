// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/connectionsdialog.h"
#include "support/fakedesk.h"
#include "theme/theme.h"
#include "widgets/secretfield.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>

namespace tierwatch::test {

/// A person before the connections dialog: a real dialog on a real book in a folder of its own, and
/// a desk that does as the test says.
class ConnectionsFixture
{
protected:
    explicit ConnectionsFixture(Theme& theme) : m_theme(theme) {}
    ~ConnectionsFixture() { delete m_dialog; }
    Q_DISABLE_COPY_MOVE(ConnectionsFixture)

    void begin()
    {
        delete m_dialog;
        m_theme.setMode(Theme::Mode::Light);
        m_theme.setTextScale(100);
        m_folder = std::make_unique<QTemporaryDir>();
        m_book = std::make_unique<ConnectionBook>(file());
        m_desk = std::make_unique<FakeDesk>();
    }
    [[nodiscard]] QString file() const
    {
        return m_folder->filePath(QStringLiteral("connections.json"));
    }
    QString add(const QString& name, const QString& place, const QString& group = {})
    {
        TargetConnection connection;
        connection.kind = TargetConnection::Kind::Service;
        connection.name = name;
        connection.place = place;
        connection.group = group;
        return *m_book->add(connection);
    }
    void open()
    {
        m_dialog = new ConnectionsDialog(*m_book, *m_desk);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    /// A file that is not the book's.
    [[nodiscard]] QString other() const { return m_folder->filePath(QStringLiteral("other.json")); }
    void write(const QByteArray& text) const
    {
        QFile written(other());
        QVERIFY(written.open(QIODevice::WriteOnly));
        QCOMPARE(written.write(text), text.size());
    }
    template <class W>
    [[nodiscard]] W* find(const QString& name) const
    {
        for (W* widget : m_dialog->findChildren<W*>()) {
            if (widget->objectName() == name || widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] QAbstractButton* button(const QString& text) const
    {
        for (auto* one : m_dialog->findChildren<QAbstractButton*>()) {
            if (one->isVisible() && one->text() == text)
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] bool says(const QString& text) const
    {
        for (const auto* label : m_dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    /// Types over what is there and leaves the field.
    void enter(const QString& field, const QString& text) const
    {
        auto* edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Tab);
    }
    void typeToken(const QString& token) const
    {
        QTest::keyClicks(&find<SecretField>(QStringLiteral("token"))->field(), token);
    }
    [[nodiscard]] QByteArray written() const
    {
        QFile kept(file());
        return kept.open(QIODevice::ReadOnly) ? kept.readAll() : QByteArray();
    }
    template <class D>
    [[nodiscard]] D* shown() const
    {
        for (auto* dialog : m_dialog->findChildren<D*>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }

    Theme& m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConnectionBook> m_book;
    std::unique_ptr<FakeDesk> m_desk;
    QPointer<ConnectionsDialog> m_dialog;
};

} // namespace tierwatch::test
