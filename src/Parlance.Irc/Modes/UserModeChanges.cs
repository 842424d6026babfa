using System.Text;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Modes;

/// <summary>MODE on oneself. RFC 2812 §3.1.5.</summary>
public static class UserModeChanges
{
    public static void Handle(IrcSession client, in IrcLine line, string target)
    {
        var user = client.UserOf(target);
        if (user is null) client.Reply(Numerics.NoSuchNick, target);
        else if (!ReferenceEquals(user, client.User)) client.Reply(Numerics.UsersDontMatch);
        else if (line.Count == 1) client.Reply(Numerics.UserModeIs, UserModes.Of(user));
        else Change(client, Encoding.UTF8.GetString(line[1]), line.Count > 2 ? Encoding.UTF8.GetString(line[2]) : null);
    }

    private static void Change(IrcSession client, string letters, string? notices)
    {
        UserFlags set = default, cleared = default;
        var adding = true;
        var unknown = false;
        foreach (var letter in letters)
        {
            if (letter is '+' or '-') adding = letter == '+';
            else if (UserModes.Find(letter) is var flag and not UserFlags.None)
            {
                (set, cleared) = adding ? (set | flag, cleared & ~flag) : (set & ~flag, cleared | flag);
            }
            else if (letter == 'o') Operators.StaffModes.Operator(client, adding);
            else if (letter == 's') Operators.StaffModes.Notices(client, adding, notices);
            else unknown = true;
        }

        if (unknown) client.Reply(Numerics.UmodeUnknownFlag);
        if (client.User!.Operator is null) set &= ~UserFlags.HideOperator;
        if (client.User!.CloakedHost.Length == 0) set &= ~UserFlags.Cloaked;
        if (client.Node.Ask(client, new ChangeFlags(set, cleared)) is { } refusal) client.Refuse(refusal, "MODE");
    }
}

/// <summary><c>:nick MODE nick +w-i</c>, to the user only.</summary>
public sealed class FlagsChangedVoice : IIrcVoice<FlagsChanged>
{
    public static void Say(FlagsChanged happened, in Utterance what, IrcPen pen)
    {
        var user = what.About ?? what.By!;
        var letters = (happened.Set == 0 ? "" : "+" + UserModes.LettersOf(happened.Set)) + (happened.Cleared == 0 ? "" : "-" + UserModes.LettersOf(happened.Cleared));
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("MODE"u8).Word(user.Nick).Word(letters).End();
    }
}
