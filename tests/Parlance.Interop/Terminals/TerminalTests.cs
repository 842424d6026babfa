using Parlance.Live;

namespace Parlance.Interop;

/// <summary>irssi and WeeChat talk to each other; what is asserted is what a person sees.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task irssi_and_weechat_talk_to_each_other()
    {
        await using var server = await LiveServer.Start();
        await using var ana = await TerminalClients.Irssi(server.Folder, server.Port, "ana");
        await using var ben = await TerminalClients.WeeChat(server.Folder, server.Port, "ben");

        await ana.Type("/join #lobby");
        await ana.Shows("#lobby", "1 nicks");
        await ben.Type("/join #lobby");
        await ana.Shows("ben", "has joined #lobby");
        await ben.Shows("#lobby", "2 nicks");

        await ana.Type("tea at four?");
        await ben.Shows("tea at four?");
        await ben.Type("gladly");
        await ana.Shows("ben> gladly");
        await ben.Type("/msg ana a word in private");
        await ana.Shows("Act:", "3]");
        await ana.Type("/window 3");
        await ana.Shows("a word in private");
    }

    [Fact]
    public async Task what_an_irssi_operator_does_is_seen_in_weechat()
    {
        await using var server = await LiveServer.Start();
        await using var ana = await TerminalClients.Irssi(server.Folder, server.Port, "ana");
        await using var ben = await TerminalClients.WeeChat(server.Folder, server.Port, "ben");
        await ana.Type("/join #lobby");
        await ana.Shows("1 nicks");
        await ben.Type("/join #lobby");
        await ben.Shows("2 nicks");

        await ana.Type("/topic tea and cake");
        await ben.Shows("tea and cake");
        await ana.Type("/mode +v ben");
        await ben.Shows("+v ben");
        await ana.Type("/away at lunch");
        await ana.Shows("(zZzZ)");
        await ana.Type("/kick ben enough");
        await ben.Shows("ana has kicked ben", "enough");
        await ana.Shows("was kicked from #lobby");
    }
}
