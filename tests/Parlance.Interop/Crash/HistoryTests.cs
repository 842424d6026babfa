using Parlance.Live;

namespace Parlance.Interop.Crash;

/// <summary>History is written with the messages: whatever ends the server, what was confirmed is found again.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task what_was_confirmed_is_in_history_after_the_server_was_ended(bool killed)
    {
        await using var server = await LiveServer.Start();
        var lines = new List<string>();
        using (var ana = await WireClient.Register(server.Port, "ana", "echo-message", "message-tags"))
        {
            await ana.Send("JOIN #lobby");
            for (var i = 0; i < 30; i++)
            {
                await ana.Send($"PRIVMSG #lobby :line {i}");
                var text = $":line {i}";
                lines.Add(IrcText.Bare(await ana.Until(line => line.EndsWith(text, StringComparison.Ordinal))));
            }
        }

        if (killed) await server.Kill();
        else Assert.Equal(0, await server.Stop());
        await server.Restart();

        using var ben = await WireClient.Register(server.Port, "ben", "batch", "message-tags", "draft/chathistory");
        await ben.Send("JOIN #lobby");
        await ben.Send("CHATHISTORY LATEST #lobby * 100");
        await ben.Until(line => line.Contains("BATCH +", StringComparison.Ordinal));
        foreach (var line in lines) Assert.Equal(line, IrcText.Bare(await ben.Next() ?? ""));
        Assert.Contains("BATCH -", await ben.Next());
        var (status, text2) = await server.Command("log", "verify", "--data", server.DataFolder);
        Assert.True(status == 0, text2);
    }
}
