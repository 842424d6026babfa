using Parlance.Domain.Accounts;
using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Engine.Words;

namespace Parlance.Irc.Messages;

/// <summary>IRC's words for a direct message that does not arrive.</summary>
internal static class DirectRules
{
    /// <summary>Whether it does not arrive; then the sender was told, if it is a message to be answered.</summary>
    /// <param name="client">Who says it.</param>
    /// <param name="to">To whom; null: <paramref name="account"/> is not here.</param>
    /// <param name="account">The receiver's account; null: a guest.</param>
    /// <param name="said">The words.</param>
    public static bool Keep(IrcSession client, User? to, Account? account, in Saying said)
    {
        var name = to?.Nick ?? account!.Name;
        switch (client.Node.BarDirect(client, to, account, said.Kind, said.Text.Span, out var reason))
        {
            case DirectBar.None: return false;
            case DirectBar.Unheard: return true;
            case DirectBar.StaffOnly: client.ReplyText(Numerics.CantSendToUser, "Direct messages are for staff only just now", name); return true;
            case DirectBar.Spam: client.ReplyText(Numerics.CantSendToUser, $"Your message was not sent: {reason}", name); return true;
            case var _ when said.Kind != MessageKind.Say: return true;
            case DirectBar.BlockedByYou: client.ReplyText(Numerics.CantSendToUser, "You have blocked this user", name); return true;
            case DirectBar.YouAreSecureOnly: client.ReplyText(Numerics.CantSendToUser, "You take part in encrypted conversations only (+Z), and they are not encrypted", name); return true;
            case DirectBar.SecureOnly: client.ReplyText(Numerics.CantSendToUser, "The user takes messages from encrypted connections only (+Z)", name); return true;
            case DirectBar.RegisteredOnly: client.ReplyText(Numerics.NeedRegisteredNick, "You need a registered account to message this user", name); return true;
            case DirectBar.NoCtcp: client.ReplyText(Numerics.CantSendToUser, "The user takes no CTCP (+C)", name); return true;
            default: Announce(client, to!); return true;
        }
    }

    /// <summary>Caller-id: the sender hears that they are not accepted, the receiver now and then that somebody tried.</summary>
    private static void Announce(IrcSession client, User to)
    {
        client.Reply(Numerics.TargetUmodeG, to.Nick);
        if (!client.Node.Privacies.Own(to).TakeTelling(client.Node.Now.Monotonic)) return;
        var by = client.User!;
        foreach (var receiver in client.Dialect.SessionsOf(to)) receiver.Reply(Numerics.UmodeGMessage, by.Nick, $"{by.Ident}@{by.Host}");
        client.Reply(Numerics.TargetNotify, to.Nick);
    }
}
