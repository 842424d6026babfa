using Parlance.Domain.Operators;
using Parlance.Engine;

namespace Parlance.Irc.Operators;

/// <summary>The user modes that are more than flags: <c>-o</c>, and <c>+s</c> with letters (RFC 2812 §3.1.5).</summary>
public static class StaffModes
{
    /// <summary><c>+o</c> is not for the asking; <c>-o</c> is.</summary>
    public static void Operator(IrcSession client, bool adding)
    {
        if (!adding && client.Node.Ask(client, new LogOut(client.User!.Uid)) is { } refusal) client.Refuse(refusal, "MODE");
    }

    /// <param name="client">Who.</param>
    /// <param name="adding">Whether it is <c>+s</c>.</param>
    /// <param name="change">The letters after it; null: all.</param>
    public static void Notices(IrcSession client, bool adding, string? change)
    {
        var user = client.User!;
        if (adding && !client.HasPrivilege("snomask")) client.Reply(Numerics.NoPrivilege, "snomask");
        else if (user.Operator is not null)
        {
            var letters = Snomasks.Change(user.Snomasks, (adding ? "+" : "-") + (change ?? "*"));
            if (client.Node.Ask(client, new ChooseSnomasks(letters)) is { } refusal) client.Refuse(refusal, "MODE");
        }
    }
}

/// <summary><c>:nick MODE nick +o</c>, to the user.</summary>
public sealed class LoggedInVoice : IIrcVoice<OperatorLoggedIn>
{
    public static void Say(OperatorLoggedIn happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("MODE"u8).Word(what.By!.Nick).Word("+o"u8).End();
}

public sealed class LoggedOutVoice : IIrcVoice<OperatorLoggedOut>
{
    public static void Say(OperatorLoggedOut happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("MODE"u8).Word(what.About!.Nick).Word("-o"u8).End();
}

/// <summary>The new mask of notices (008), to the user.</summary>
public sealed class SnomasksVoice : IIrcVoice<SnomasksChanged>
{
    public static void Say(SnomasksChanged happened, in Utterance what, IrcPen pen) =>
        pen.About(what, null).From(what.Node.Settings.Server.Name).Word("008"u8).Word((what.About ?? what.By)!.Nick).Word("+").Add(happened.Letters).Trail("Server notice mask").End();
}
