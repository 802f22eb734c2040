#include "handover/sticks.h"

#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"

#include <fmt/format.h>
#include <gio/gio.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr char const* service = "org.freedesktop.UDisks2";
constexpr int askFor = 5'000;    // ms
constexpr int workFor = 120'000; // unmounting writes out what is still in memory

struct Unref {
    void operator()(GVariant* value) const { g_variant_unref(value); }
    void operator()(GDBusConnection* bus) const { g_object_unref(bus); }
    void operator()(GError* error) const { g_error_free(error); }
    void operator()(char* text) const { g_free(text); }
};
using Variant = std::unique_ptr<GVariant, Unref>;
using Bus = std::unique_ptr<GDBusConnection, Unref>;

/// The properties of one interface of one object.
class Properties {
public:
    Properties(GVariant* interfaces, char const* interface)
        : m_values(g_variant_lookup_value(interfaces, interface, G_VARIANT_TYPE_VARDICT)) {}
    explicit operator bool() const { return m_values != nullptr; }

    [[nodiscard]] bool flag(char const* name) const {
        gboolean value = FALSE;
        return m_values && g_variant_lookup(m_values.get(), name, "b", &value) && value;
    }
    [[nodiscard]] std::string text(char const* name) const {
        char const* value = nullptr;
        if (!m_values || !(g_variant_lookup(m_values.get(), name, "&s", &value) ||
                           g_variant_lookup(m_values.get(), name, "&o", &value)))
            return {};
        return value;
    }
    [[nodiscard]] std::string path(char const* name) const {
        char const* value = nullptr;
        if (!m_values || !g_variant_lookup(m_values.get(), name, "^&ay", &value)) return {};
        return value;
    }
    [[nodiscard]] std::uint64_t number(char const* name) const {
        std::uint64_t value = 0;
        if (m_values) g_variant_lookup(m_values.get(), name, "t", &value);
        return value;
    }
    [[nodiscard]] std::vector<fs::path> paths(char const* name) const {
        std::vector<fs::path> out;
        Variant const all(m_values ? g_variant_lookup_value(m_values.get(), name, G_VARIANT_TYPE("aay"))
                                   : nullptr);
        for (gsize i = 0; all && i < g_variant_n_children(all.get()); ++i) {
            Variant const one(g_variant_get_child_value(all.get(), i));
            out.emplace_back(g_variant_get_bytestring(one.get()));
        }
        return out;
    }

private:
    Variant m_values;
};

bool canBeTakenAway(Properties const& drive) {
    std::string const bus = drive.text("ConnectionBus");
    return drive.flag("Removable") || drive.flag("MediaRemovable") || bus == "usb" || bus == "sdio";
}

std::string nameOf(Properties const& block, Properties const& drive) {
    if (std::string label = block.text("IdLabel"); !base::trim(label).empty()) return label;
    std::string const model =
        base::trim(base::trim(drive.text("Vendor")) + " " + base::trim(drive.text("Model")));
    return model.empty() ? block.path("Device") : model;
}

/// What UDisks2 takes with every call; nobody is asked for a password on a kiosk.
GVariant* quietly() {
    GVariantBuilder options;
    g_variant_builder_init(&options, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_add(&options, "{sv}", "auth.no_user_interaction", g_variant_new_boolean(TRUE));
    return g_variant_new("(a{sv})", &options);
}

base::Error broken(std::string const& where) {
    return {
        Kind::Invalid,
        {"这个U盘打不开：没有格式化，或文件系统坏了、这台电脑不认识。请换一个",
         "this stick cannot be opened: it has no file system, or one that is damaged or unknown here. Use "
         "another"},
        where};
}

} // namespace

struct Sticks::State {
    StickOptions options;
    Bus bus;
    mutable std::mutex mutex;
    /// Not to be mounted by itself again before it is plugged in anew: it was taken off, or could not be
    /// opened.
    mutable std::map<std::string, std::optional<base::Error>> left;
    mutable std::atomic<bool> silent = false; ///< nobody answers, and the log knows

    /// A D-Bus call; nothing with a message in the log where it failed, and the reason's name in `error`.
    [[nodiscard]] Variant call(std::string const& object, char const* interface, char const* method,
                               GVariant* arguments, int timeout, std::string* error = nullptr) const {
        GError* failed = nullptr;
        Variant answer(g_dbus_connection_call_sync(bus.get(), service, object.c_str(), interface, method,
                                                   arguments, nullptr, G_DBUS_CALL_FLAGS_NONE, timeout,
                                                   nullptr, &failed));
        if (failed == nullptr) {
            silent = false;
            return answer;
        }
        std::unique_ptr<GError, Unref> const owned(failed);
        if (silent.exchange(timeout == askFor) && timeout == askFor) return nullptr;
        base::logWarning(fmt::format("UDisks2 {} {}: {}", method, object, failed->message));
        std::unique_ptr<char, Unref> const name(g_dbus_error_get_remote_error(failed));
        if (error != nullptr && name) *error = name.get();
        return nullptr;
    }

    void leave(std::string const& block, bool alone) const {
        std::lock_guard const lock(mutex);
        if (alone)
            left[block] = std::nullopt;
        else
            left.erase(block);
    }

    /// Where it is mounted now; the reason in `volume.trouble` where it cannot be. One that was left alone
    /// stays so.
    void mount(Volume& volume) const {
        {
            std::lock_guard const lock(mutex);
            if (auto const known = left.find(volume.block); known != left.end()) {
                volume.trouble = known->second;
                return;
            }
        }
        std::string error;
        Variant const answer =
            call(volume.block, "org.freedesktop.UDisks2.Filesystem", "Mount", quietly(), workFor, &error);
        if (!answer) {
            volume.trouble = broken(volume.device);
            if (error.find("NotAuthorized") != std::string::npos)
                volume.trouble = {Kind::Denied,
                                  {"系统不允许本程序打开这个U盘，请在桌面上先打开它一次",
                                   "the system does not let this program open the stick; open it once on the "
                                   "desktop"},
                                  volume.device};
            std::lock_guard const lock(mutex);
            left[volume.block] = volume.trouble;
            return;
        }
        char const* path = nullptr;
        g_variant_get(answer.get(), "(&s)", &path);
        volume.mountPoint = path;
    }

    [[nodiscard]] std::optional<Volume> volumeOf(GVariant* objects, char const* object, GVariant* interfaces,
                                                 bool andMount) const {
        Properties const block(interfaces, "org.freedesktop.UDisks2.Block");
        if (!block || block.flag("HintIgnore") || block.number("Size") == 0) return std::nullopt;
        if (Properties(interfaces, "org.freedesktop.UDisks2.PartitionTable")) return std::nullopt;
        if (Properties(interfaces, "org.freedesktop.UDisks2.Partition").flag("IsContainer"))
            return std::nullopt;
        std::string const driveName = block.text("Drive");
        Variant const driveObject(
            g_variant_lookup_value(objects, driveName.c_str(), G_VARIANT_TYPE("a{sa{sv}}")));
        bool const loop =
            options.loops && Properties(interfaces, "org.freedesktop.UDisks2.Loop").path("BackingFile") != "";
        Variant const none(g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE("{sa{sv}}"), nullptr, 0)));
        Properties const drive(driveObject ? driveObject.get() : none.get(), "org.freedesktop.UDisks2.Drive");
        if (!loop && !canBeTakenAway(drive)) return std::nullopt;

        Volume volume;
        volume.name = nameOf(block, drive);
        volume.device = block.path("Device");
        volume.fileSystem = block.text("IdType");
        volume.block = object;
        volume.drive = driveObject ? driveName : "";
        Properties const files(interfaces, "org.freedesktop.UDisks2.Filesystem");
        if (!files) {
            // Keys and members of arrays are not ours to judge; what says nothing of itself is.
            if (!block.text("IdUsage").empty()) return std::nullopt;
            volume.trouble = broken(volume.device);
            return volume;
        }
        volume.readOnly = block.flag("ReadOnly");
        // UDisks2's own list comes some moments late.
        auto const kernel = mounts(options.sources.mountinfo);
        for (fs::path const& point : files.paths("MountPoints"))
            for (Mount const& mount : kernel) {
                if (mount.point != point) continue;
                if (ofTheSystem(point)) return std::nullopt;
                volume.mountPoint = point;
                volume.readOnly = volume.readOnly || mount.readOnly;
            }
        if (volume.mountPoint.empty() && andMount) mount(volume);
        if (volume.mountPoint.empty()) return volume;
        if (volume.readOnly) volume.trouble = readOnlyTrouble(volume.device);
        volume.freeBytes = base::freeBytes(volume.mountPoint).value_or(0);
        return volume;
    }
};

Sticks::Sticks(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Sticks::Sticks(Sticks&&) noexcept = default;
Sticks& Sticks::operator=(Sticks&&) noexcept = default;
Sticks::~Sticks() = default;

Sticks Sticks::open(StickOptions options) {
    auto state = std::make_unique<State>();
    state->options = std::move(options);
    // A connection of our own: the shared one would end the program when the bus goes away.
    std::unique_ptr<char, Unref> const address(
        g_dbus_address_get_for_bus_sync(G_BUS_TYPE_SYSTEM, nullptr, nullptr));
    if (address)
        state->bus.reset(g_dbus_connection_new_for_address_sync(
            address.get(),
            static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
            nullptr, nullptr, nullptr));
    return Sticks(std::move(state));
}

std::vector<Volume> Sticks::list(bool mount) const {
    Variant const answer =
        m_state->bus ? m_state->call("/org/freedesktop/UDisks2", "org.freedesktop.DBus.ObjectManager",
                                     "GetManagedObjects", nullptr, askFor)
                     : nullptr;
    if (!answer) return volumes(m_state->options.sources);
    std::vector<Volume> out;
    Variant const objects(g_variant_get_child_value(answer.get(), 0));
    {
        std::lock_guard const lock(m_state->mutex);
        std::erase_if(m_state->left, [&](auto const& one) {
            return !Variant(g_variant_lookup_value(objects.get(), one.first.c_str(), nullptr));
        });
    }
    GVariantIter each;
    g_variant_iter_init(&each, objects.get());
    char const* object = nullptr;
    GVariant* interfaces = nullptr;
    while (g_variant_iter_next(&each, "{&o@a{sa{sv}}}", &object, &interfaces)) {
        Variant const owned(interfaces);
        if (auto volume = m_state->volumeOf(objects.get(), object, interfaces, mount))
            out.push_back(std::move(*volume));
    }
    std::sort(out.begin(), out.end(), [](Volume const& a, Volume const& b) {
        return std::pair(a.name, a.device) < std::pair(b.name, b.device);
    });
    return out;
}

Result<Volume> Sticks::mount(Volume const& volume) const {
    if (!volume.mountPoint.empty() || volume.block.empty()) return volume;
    m_state->leave(volume.block, false);
    Volume mounted = volume;
    m_state->mount(mounted);
    if (mounted.trouble) return tl::unexpected<base::Error>(*mounted.trouble);
    mounted.freeBytes = base::freeBytes(mounted.mountPoint).value_or(0);
    return mounted;
}

Result<void> Sticks::release(Volume const& volume) const {
    if (!m_state->bus || volume.block.empty())
        return fail(Kind::Unsupported,
                    {"请在系统里“弹出”这个U盘再拔", "eject the stick on the desktop before pulling it"},
                    volume.mountPoint.string());
    // First, so that nobody who looks meanwhile mounts it again.
    m_state->leave(volume.block, true);
    std::string error;
    Variant const unmounted = m_state->call(volume.block, "org.freedesktop.UDisks2.Filesystem", "Unmount",
                                            quietly(), workFor, &error);
    if (!unmounted && error.find("NotMounted") == std::string::npos) {
        m_state->leave(volume.block, false);
        std::error_code code;
        if (!fs::exists(volume.device, code))
            return fail(Kind::Missing, {"U盘已经拔出", "the stick has been pulled out"}, volume.device);
        return fail(
            Kind::Unavailable,
            {"U盘还被别的程序占用，没有卸下：关掉打开它的窗口，再在系统里“弹出”",
             "another program still uses the stick and it was not taken off: close what shows it, then eject "
             "it on the desktop"},
            volume.device);
    }
    // Whoever has no switch for it is as safe: nothing of the stick is in use any more.
    if (!volume.drive.empty()) {
        static_cast<void>(
            m_state->call(volume.drive, "org.freedesktop.UDisks2.Drive", "PowerOff", quietly(), workFor));
    }
    return {};
}

} // namespace huibiao::handover
