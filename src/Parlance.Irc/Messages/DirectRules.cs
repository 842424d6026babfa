using Parlance.Domain.Messages;
using Parlance.Domain.Users;

namespace Parlance.Irc.Messages;

/// <summary>What a user's modes and lists keep from them: SILENCE, +R, +Z, +C and caller-id +g.</summary>
internal static class DirectRules
{
    private const UserFlags Rules = UserFlags.RegisteredOnly | UserFlags.SecureOnly | UserFlags.NoCtcp | UserFlags.CallerId;

    /// <summary>Whether it does not arrive; then the sender was told, if it is a message to be answered.</summary>
    public static bool Keep(IrcSession client, User to, in Saying said)
    {
        var by = client.User!;
        if (ReferenceEquals(by, to)) return false;
        var privacy = client.Dialect.Privacies.Of(to);
        if (privacy?.Silences(by) == true) return true;
        if ((by.Flags & UserFlags.SecureOnly) != 0 && !to.Secure) return Refuse(client, to, said, "You take part in encrypted conversations only (+Z), and they are not encrypted");
        if ((to.Flags & Rules) == 0 || privacy?.Accepts(by) == true) return false;

        if (to.Flags.HasFlag(UserFlags.RegisteredOnly) && by.Account is null)
        {
            if (said.Kind == MessageKind.Say) client.ReplyText(Numerics.NeedRegisteredNick, "You need a registered account to message this user", to.Nick);
            return true;
        }

        if (to.Flags.HasFlag(UserFlags.SecureOnly) && !by.Secure) return Refuse(client, to, said, "The user takes messages from encrypted connections only (+Z)");
        if (to.Flags.HasFlag(UserFlags.NoCtcp) && Speak.IsCtcp(said.Text.Span)) return Refuse(client, to, said, "The user takes no CTCP (+C)");
        return to.Flags.HasFlag(UserFlags.CallerId) && Announce(client, to, said);
    }

    private static bool Refuse(IrcSession client, User to, in Saying said, string why)
    {
        if (said.Kind == MessageKind.Say) client.ReplyText(Numerics.CantSendToUser, why, to.Nick);
        return true;
    }

    /// <summary>Caller-id: the sender hears that they are not accepted, the receiver now and then that somebody tried.</summary>
    private static bool Announce(IrcSession client, User to, in Saying said)
    {
        if (said.Kind != MessageKind.Say) return true;
        client.Reply(Numerics.TargetUmodeG, to.Nick);
        if (!client.Dialect.Privacies.Own(to).TakeTelling(client.Node.Now.Monotonic)) return true;
        var by = client.User!;
        foreach (var receiver in client.Dialect.SessionsOf(to)) receiver.Reply(Numerics.UmodeGMessage, by.Nick, $"{by.Ident}@{by.Host}");
        client.Reply(Numerics.TargetNotify, to.Nick);
        return true;
    }
}
