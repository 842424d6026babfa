using System.Globalization;
using Parlance.Engine;
using Parlance.Irc.Modes;

namespace Parlance.Irc;

/// <summary>The burst of replies that ends registration. Modern IRC, "Connection Registration".</summary>
public sealed partial class IrcDialect
{
    /// <summary>Tokens on one line of 005.</summary>
    private const int TokensPerLine = 12;

    public void Welcome(IrcSession client)
    {
        var settings = Node.Settings;
        var user = client.User!;
        var started = Node.Started.Wall.ToDateTime().ToString("ddd MMM d yyyy 'at' HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        client.ReplyText(Numerics.Welcome, $"Welcome to the {settings.Server.Network} IRC Network {user.Nick}");
        client.ReplyText(Numerics.YourHost, $"Your host is {settings.Server.Name}, running version {Node.Version}");
        client.ReplyText(Numerics.Created, $"This server was started {started}");
        client.Reply(Numerics.MyInfo, settings.Server.Name, Node.Version, UserModes.Letters, string.Concat((ChannelModes.Letters + ChannelModes.ListLetters + ChannelModes.RankLetters).Order()), ChannelModes.ListLetters + ChannelModes.RankLetters + ChannelModes.AlwaysValued + ChannelModes.SetValued);
        foreach (var line in ISupport.Tokens(settings).Chunk(TokensPerLine)) client.Reply(Numerics.ISupport, line);
        ShowLusers(client);
        ShowMotd(client);
        var pen = client.StartLine();
        pen.From(user.Source).Word("MODE"u8).Word(user.Nick).Word(UserModes.Of(user)).End();
        client.Flush(pen);
    }

    public void ShowLusers(IrcSession client)
    {
        var users = Node.State.Users;
        string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
        client.ReplyText(Numerics.LuserClient, $"There are {users.Count - users.Invisible} users and {users.Invisible} invisible on 1 servers");
        if (users.Operators > 0) client.Reply(Numerics.LuserOp, Number(users.Operators));
        var unknown = Node.Connections.Length - users.Count;
        if (unknown > 0) client.Reply(Numerics.LuserUnknown, Number(unknown));
        client.Reply(Numerics.LuserChannels, Number(Node.State.Rooms.Count));
        client.ReplyText(Numerics.LuserMe, $"I have {users.Count} clients and 0 servers");
        client.ReplyText(Numerics.LocalUsers, $"Current local users {users.Count}, max {users.Most}", Number(users.Count), Number(users.Most));
        client.ReplyText(Numerics.GlobalUsers, $"Current global users {users.Count}, max {users.Most}", Number(users.Count), Number(users.Most));
    }

    public void ShowMotd(IrcSession client)
    {
        var lines = Node.Settings.Server.Motd;
        if (lines.Count == 0)
        {
            client.Reply(Numerics.NoMotd);
            return;
        }

        client.ReplyText(Numerics.MotdStart, $"- {Node.Settings.Server.Name} Message of the day - ");
        foreach (var line in lines) client.ReplyText(Numerics.Motd, $"- {line}");
        client.Reply(Numerics.EndOfMotd);
    }
}
