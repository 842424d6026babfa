using System.Text;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Names;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>NICK &lt;nickname&gt;</c>: RFC 2812 §3.1.2.</summary>
public sealed class NickCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("NICK", From: Stage.Any, Cost: 2, Syntax: "<nickname>", Help: "Takes a nick, at the beginning or later.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (line.Count == 0 || line[0].IsEmpty)
        {
            client.Reply(Numerics.NoNicknameGiven);
            return;
        }

        var nick = Encoding.UTF8.GetString(line[0]);
        if (client.Registration is { } pending) Begin(client, pending, nick);
        else if (client.Dialect.Spam.Bars(client, Domain.Operators.SpamTargets.Nick, line[0], out var reason)) client.ReplyText(Numerics.ErroneousNickname, reason, Printable(nick));
        else if (client.Node.Ask(client, new ChangeNick(nick)) is { } refusal) client.Refuse(refusal, "NICK");
    }

    private static void Begin(IrcSession client, Registration pending, string nick)
    {
        var node = client.Node;
        if (!node.Names.TryNick(nick, node.Limits.NickLength, out var display, out var folded)) client.Reply(Numerics.ErroneousNickname, Printable(nick));
        else if (node.State.Users.TryNick(folded, out var holder) && pending.IsNegotiating && holder.Account is not null)
        {
            client.Dialect.Unclaim(client);   // it may be the holder's own second client, which proves it yet
            (pending.Nick, pending.NickFolded) = (display, folded);
        }
        else if (holder is null && node.State.Accounts.Reserves(folded, pending.Account?.Id ?? default, node.Settings.Accounts.NickReservation))
        {
            client.Dialect.Unclaim(client);   // not to be kept from its owner by who may never log in
            (pending.Nick, pending.NickFolded) = (display, folded);
            client.TryRegister();
        }
        else if (holder is not null || client.Dialect.IsClaimed(folded, client)) client.Reply(Numerics.NicknameInUse, display);
        else if (ReservedNicks.Has(folded) || node.State.Bans.ReservesNick(folded, node.Now.Wall) is not null) client.ReplyText(Numerics.ErroneousNickname, "Nickname is reserved", display);
        else
        {
            client.Dialect.Claim(folded, client);
            pending.Nick = display;
            pending.NickFolded = folded;
            client.TryRegister();
        }
    }

    private static string Printable(string nick) => nick.Length == 0 || nick.Contains(' ', StringComparison.Ordinal) ? "*" : nick;
}

public sealed class NickChangedVoice : IIrcVoice<NickChanged>
{
    public static void Say(NickChanged happened, in Utterance what, IrcPen pen)
    {
        var user = what.About ?? what.By!;
        pen.About(what, user).From(user.Source).Word("NICK"u8).Trail(happened.Nick).End();
    }
}
