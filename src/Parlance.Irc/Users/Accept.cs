using System.Text;
using Parlance.Engine.Words;
using Parlance.Irc.Messages;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>ACCEPT *</c>, <c>ACCEPT [-]&lt;nick&gt;{,[-]&lt;nick&gt;}</c>: who may write to a user with caller-id (+g), as Solanum and InspIRCd have it.</summary>
public sealed class AcceptCommand : IIrcCommand
{
    private const int LineMax = 400;

    public static Verb Verb { get; } = new("ACCEPT", Syntax: "* | [-]<nick>{,[-]<nick>}", Help: "Shows or changes who may write to you while you have +g.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var words = line.Count == 0 ? "*" : Encoding.UTF8.GetString(line[0]);
        foreach (var word in words.Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Privacy.AcceptedMax))
            if (word == "*") List(client);
            else Change(client, word.TrimStart('+'));
    }

    private static void Change(IrcSession client, string word)
    {
        var removing = word.StartsWith('-');
        var nick = removing ? word[1..] : word;
        var privacy = client.OwnPrivacy;
        if (client.UserOf(nick) is not { } user) client.Reply(Numerics.NoSuchNick, nick);
        else if (removing)
        {
            if (!privacy.Unaccept(user)) client.Reply(Numerics.AcceptNot, user.Nick);
        }
        else if (privacy.Accepts(user)) client.Reply(Numerics.AcceptExist, user.Nick);
        else
        {
            privacy.DropAccepted(uid => client.Node.UserOf(uid) is null);
            if (privacy.Accepted.Count >= Privacy.AcceptedMax) client.Reply(Numerics.AcceptFull);
            else privacy.Accept(user);
        }
    }

    private static void List(IrcSession client)
    {
        var words = "";
        foreach (var uid in client.Privacy?.Accepted ?? [])
        {
            if (client.Node.UserOf(uid) is not { } user) continue;
            if (words.Length + user.Nick.Length > LineMax) Flush(client, ref words);
            words += words.Length == 0 ? user.Nick : " " + user.Nick;
        }

        Flush(client, ref words);
        client.Reply(Numerics.EndOfAccept);
    }

    private static void Flush(IrcSession client, ref string words)
    {
        if (words.Length > 0) client.ReplyText(Numerics.AcceptList, words);
        words = "";
    }
}
