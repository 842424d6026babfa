using Parlance.Engine;

namespace Parlance.Irc.Capabilities;

/// <summary>The capabilities by name, with the values they are announced with. A golden test holds the list.</summary>
public static class CapabilityList
{
    private static readonly (string Name, Capability Capability, Func<Settings, string?>? Value)[] Rows =
    [
        ("account-notify", Capability.AccountNotify, null),
        ("account-tag", Capability.AccountTag, null),
        ("away-notify", Capability.AwayNotify, null),
        ("batch", Capability.Batch, null),
        ("cap-notify", Capability.CapNotify, null),
        ("chghost", Capability.ChangeHost, null),
        ("draft/account-registration", Capability.AccountRegistration, Registration),
        ("draft/channel-rename", Capability.ChannelRename, null),
        ("draft/chathistory", Capability.ChatHistory, null),
        ("draft/event-playback", Capability.EventPlayback, null),
        ("draft/extended-isupport", Capability.ExtendedISupport, null),
        ("draft/message-redaction", Capability.MessageRedaction, null),
        ("draft/metadata-2", Capability.Metadata, s => s.Metadata.Enabled ? $"max-keys={s.Metadata.MaxKeys},max-subs={s.Metadata.MaxSubscriptions},max-value-bytes={s.MetadataValueBytes}" : null),
        ("draft/multiline", Capability.Multiline, s => $"max-bytes={s.Limits.MultilineMaxBytes},max-lines={s.Limits.MultilineMaxLines}"),
        ("draft/pre-away", Capability.PreAway, null),
        ("draft/read-marker", Capability.ReadMarker, null),
        ("draft/relaymsg", Capability.RelayMessage, s => s.RelayMessage.Separators),
        ("echo-message", Capability.EchoMessage, null),
        ("extended-join", Capability.ExtendedJoin, null),
        ("extended-monitor", Capability.ExtendedMonitor, null),
        ("invite-notify", Capability.InviteNotify, null),
        ("labeled-response", Capability.LabeledResponse, null),
        ("message-tags", Capability.MessageTags, null),
        ("multi-prefix", Capability.MultiPrefix, null),
        ("draft/no-implicit-names", Capability.NoImplicitNames, null),
        ("sasl", Capability.Sasl, null),
        ("server-time", Capability.ServerTime, null),
        ("setname", Capability.SetName, null),
        ("standard-replies", Capability.StandardReplies, null),
        ("sts", Capability.Sts, Sts),
        ("tls", Capability.Tls, null),
        ("userhost-in-names", Capability.UserhostInNames, null),
    ];

    public static IEnumerable<string> Names => Rows.Select(r => r.Name);

    /// <summary>What a client is offered under the settings.</summary>
    public static IEnumerable<Offer> Offered(IrcSession client, Settings settings) =>
        Offered(settings, client.Connection.Peer.Secure, client.Node.Logins.Offered(client.SaslClient, settings: settings));

    /// <param name="settings">The settings.</param>
    /// <param name="secure">Whether the connection is under TLS.</param>
    /// <param name="mechanisms">What SASL offers.</param>
    public static IEnumerable<Offer> Offered(Settings settings, bool secure, IReadOnlyList<string> mechanisms) =>
        from row in Rows
        let value = row.Capability == Capability.Sasl ? string.Join(',', mechanisms) : row.Value?.Invoke(settings)
        where row.Capability switch
        {
            Capability.Sts => settings.Server.StsDuration > TimeSpan.Zero,
            Capability.Tls => !secure && settings.Listeners.Any(l => l is { Dialect: "irc", Tls: false, Certificate: not null }),
            Capability.Metadata => settings.Metadata.Enabled,
            Capability.ChatHistory or Capability.EventPlayback => settings.History.Enabled && settings.Log.Messages,
            Capability.RelayMessage => settings.RelayMessage.Enabled,
            Capability.Sasl => value!.Length > 0,
            Capability.AccountRegistration => settings.Accounts.Registration == RegistrationPolicy.Open,
            _ => true,
        }
        select new Offer(row.Name, row.Capability, value);

    public static Capability Find(string name) => Array.Find(Rows, r => r.Name == name).Capability;

    public static IEnumerable<string> NamesOf(Capability capabilities) => Rows.Where(r => (capabilities & r.Capability) != 0).Select(r => r.Name);

    /// <summary>IRCv3 draft/account-registration.</summary>
    private static string? Registration(Settings settings)
    {
        var accounts = settings.Accounts;
        string[] words = [.. accounts.RegistrationBeforeConnect ? ["before-connect"] : Array.Empty<string>(), .. accounts.EmailRequired ? ["email-required"] : Array.Empty<string>()];
        return words.Length == 0 ? null : string.Join(',', words);
    }

    /// <summary>IRCv3 sts: the port to use for plain connections; duration counts on secure ones.</summary>
    private static string? Sts(Settings settings)
    {
        var port = settings.Listeners.FirstOrDefault(l => l is { Dialect: "irc", Tls: true, WebSocket: false })?.Port;
        var duration = (long)settings.Server.StsDuration.TotalSeconds;
        return (port is null ? "" : $"port={port},") + $"duration={duration}" + (settings.Server.StsPreload ? ",preload" : "");
    }
}

/// <summary>A capability as a client is offered it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Capability">Which.</param>
/// <param name="Value">For clients of version 302; null: none.</param>
public sealed record Offer(string Name, Capability Capability, string? Value)
{
    /// <summary>As it is written for the client.</summary>
    public string Words(IrcSession client) => Value is null || client.CapVersion < CapCommand.ValuesSince ? Name : $"{Name}={Value}";
}
