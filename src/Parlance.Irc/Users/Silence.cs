using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Domain.Masks;
using Parlance.Engine.Words;
using Parlance.Irc.Messages;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>SILENCE [[+|-]&lt;mask&gt;]</c>: whose direct messages a user does not get; the sender does not hear of it. As in ircu and InspIRCd.</summary>
public sealed class SilenceCommand : IIrcCommand
{
    private const string AccountPrefix = "~a:";

    public static Verb Verb { get; } = new("SILENCE", Syntax: "[[+|-]<mask>]", Help: "Shows or changes whose messages you do not want.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (line.Count == 0 || line[0].IsEmpty)
        {
            foreach (var account in Blocked(client)) client.Reply(Numerics.SilenceList, AccountPrefix + account);
            foreach (var mask in client.Privacy?.Silenced ?? []) client.Reply(Numerics.SilenceList, mask.ToString());
            client.Reply(Numerics.EndOfSilenceList);
            return;
        }

        foreach (var word in Encoding.UTF8.GetString(line[0]).Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Privacy.SilencedMax)) Change(client, word);
    }

    private static void Change(IrcSession client, string word)
    {
        var removing = word.StartsWith('-');
        var text = word[0] is '+' or '-' ? word[1..] : word;
        var privacy = client.OwnPrivacy;
        if (text.Length == 0 || !BanMask.TryParse(text, out var mask)) client.Fail("SILENCE", "INVALID_MASK", "That is not a mask", text);
        else if (AccountOf(client, mask) is { } account) ChangeBlock(client, mask, account, removing);
        else if (removing ? privacy.Unsilence(mask) : HasPlace(client, privacy, mask) && privacy.Silence(mask)) Confirm(client, removing ? "-" : "+", mask);
    }

    /// <summary>Accounts on the block list, which outlives the session and holds on every protocol (XEP-0191).</summary>
    private static IEnumerable<string> Blocked(IrcSession client) =>
        from address in client.Node.AccountOf(client.User!)?.Blocked ?? [] let name = client.Node.Circumstances().LocalNameOf(address) where name is not null select name;

    /// <summary>The account that a mask names, if the client has an account too: then it is for the block list.</summary>
    private static Account? AccountOf(IrcSession client, BanMask mask) =>
        mask is { Kind: BanKind.Account, IsNegated: false, IsMute: false } && !client.User!.AccountId.IsNone
        && client.Node.State.Accounts.TryGet(client.Node.Names.Fold(mask.ToString()[AccountPrefix.Length..]), out var account) ? account : null;

    private static void ChangeBlock(IrcSession client, BanMask mask, Account account, bool removing)
    {
        var (node, own) = (client.Node, client.Node.AccountOf(client.User!)!);
        string[] addresses = [node.AddressOf(account)];
        var was = own.Blocks(addresses[0]);
        if (node.Ask(client, own, removing ? new Unblock(addresses) : new Block(addresses)) is not null) client.Reply(Numerics.SilenceListFull, mask.ToString());
        else if (was == removing) Confirm(client, removing ? "-" : "+", mask);
    }

    private static bool HasPlace(IrcSession client, Privacy privacy, BanMask mask)
    {
        if (privacy.Silenced.Count < Privacy.SilencedMax) return true;
        client.Reply(Numerics.SilenceListFull, mask.ToString());
        return false;
    }

    private static void Confirm(IrcSession client, string sign, BanMask mask)
    {
        var pen = client.StartLine();
        pen.From(client.User!.Source).Word("SILENCE"u8).Word(sign).Add(mask.ToString()).End();
        client.Flush(pen);
    }
}
