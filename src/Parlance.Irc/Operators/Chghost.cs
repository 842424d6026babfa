using System.Text;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>CHGHOST &lt;nickname&gt; &lt;host&gt;</c>, as InspIRCd has it.</summary>
public sealed class ChghostCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("CHGHOST", ParamsMin: 2, From: Stage.Operator, Privilege: "chghost", Syntax: "<nickname> <host>", Help: "Changes the host others see of a user.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (Appearance.Of(client, line[0]) is { } user) Appearance.Change(client, "CHGHOST", new ChangeHost(user.Uid, null, Encoding.UTF8.GetString(line[1])));
    }
}

/// <summary><c>CHGIDENT &lt;nickname&gt; &lt;ident&gt;</c>.</summary>
public sealed class ChgidentCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("CHGIDENT", ParamsMin: 2, From: Stage.Operator, Privilege: "chghost", Syntax: "<nickname> <ident>", Help: "Changes the ident of a user.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (Appearance.Of(client, line[0]) is { } user) Appearance.Change(client, "CHGIDENT", new ChangeHost(user.Uid, Encoding.UTF8.GetString(line[1]), null));
    }
}

/// <summary><c>CHGNAME &lt;nickname&gt; &lt;real name&gt;</c>.</summary>
public sealed class ChgnameCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("CHGNAME", ParamsMin: 2, From: Stage.Operator, Privilege: "chghost", Syntax: "<nickname> <real name>", Help: "Changes the real name of a user.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (Appearance.Of(client, line[0]) is { } user) Appearance.Change(client, "CHGNAME", new ChangeRealName(user.Uid, Encoding.UTF8.GetString(line[1])));
    }
}

/// <summary><c>SETHOST &lt;host&gt;</c>: one's own.</summary>
public sealed class SethostCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SETHOST", ParamsMin: 1, From: Stage.Operator, Privilege: "chghost", Syntax: "<host>", Help: "Changes the host others see of you.");

    public static void Handle(IrcSession client, in IrcLine line) => Appearance.Change(client, "SETHOST", new ChangeHost(client.User!.Uid, null, Encoding.UTF8.GetString(line[0])));
}

/// <summary><c>SETIDENT &lt;ident&gt;</c>: one's own.</summary>
public sealed class SetidentCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SETIDENT", ParamsMin: 1, From: Stage.Operator, Privilege: "chghost", Syntax: "<ident>", Help: "Changes your ident.");

    public static void Handle(IrcSession client, in IrcLine line) => Appearance.Change(client, "SETIDENT", new ChangeHost(client.User!.Uid, Encoding.UTF8.GetString(line[0]), null));
}

internal static class Appearance
{
    public static User? Of(IrcSession client, ReadOnlySpan<byte> nick)
    {
        var user = client.UserOf(nick);
        if (user is null) client.Reply(Numerics.NoSuchNick, Encoding.UTF8.GetString(nick));
        return user;
    }

    public static void Change(IrcSession client, string command, Domain.Users.UserCommand change)
    {
        if (client.Node.Ask(client, change) is not { } refusal) return;
        if (refusal.Code == Domain.RefusalCode.BadParameter) client.Fail(command, "INVALID_PARAMS", "That cannot be one", refusal.Detail ?? "*");
        else client.Refuse(refusal, command);
    }
}
