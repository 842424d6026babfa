namespace Parlance.Interop;

/// <summary>The clients people use in a terminal, each with an empty home.</summary>
public static class TerminalClients
{
    public static async Task<Terminal> Irssi(string folder, int port, string nick)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "irssi-" + nick)).FullName;
        var terminal = await Terminal.Start("irssi", $"--home={home}", "-c", "127.0.0.1", "-p", $"{port}", "-n", nick);
        await terminal.Shows("Be kind.");
        return terminal;
    }

    public static async Task<Terminal> WeeChat(string folder, int port, string nick)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "weechat-" + nick)).FullName;
        var terminal = await Terminal.Start("weechat", "--dir", home, "-r", "/set irc.look.server_buffer independent", $"irc://{nick}@127.0.0.1:{port}");
        await terminal.Shows("[127.0.0.1]");
        return terminal;
    }
}
