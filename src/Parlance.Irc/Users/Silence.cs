using System.Text;
using Parlance.Domain.Masks;
using Parlance.Irc.Messages;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>SILENCE [[+|-]&lt;mask&gt;]</c>: whose direct messages a user does not get; the sender does not hear of it. As in ircu and InspIRCd.</summary>
public sealed class SilenceCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SILENCE", Syntax: "[[+|-]<mask>]", Help: "Shows or changes whose messages you do not want.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (line.Count == 0 || line[0].IsEmpty)
        {
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
        else if (removing ? privacy.Unsilence(mask) : HasPlace(client, privacy, mask) && privacy.Silence(mask)) Confirm(client, removing ? "-" : "+", mask);
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
