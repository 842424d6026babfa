using Parlance.Live;

namespace Parlance.Interop.Crash;

/// <summary>What was said to an account that is not here waits for it, over a restart as well.</summary>
public sealed class OfflineTests
{
    [Fact]
    public async Task who_was_away_gets_what_was_said_meanwhile_in_order_and_once()
    {
        await using var server = await LiveServer.Start();
        using (await StanzaClient.Login(server, "ben", "phone")) { }
        using (var ana = await StanzaClient.Login(server, "ana", "desk"))
        {
            for (var i = 1; i <= 3; i++) await ana.Send($"<message to='ben@{StanzaClient.Domain}' type='chat' id='a{i}'><body>line {i}</body></message>");
            await Fence(ana);
        }

        Assert.Equal(0, await server.Stop());
        await server.Restart();

        using (var ben = await StanzaClient.Login(server, "ben", "phone"))
        {
            for (var i = 1; i <= 3; i++)
            {
                var heard = await Message(ben);
                Assert.Contains($"<body>line {i}</body>", heard);
                Assert.Matches("<delay xmlns='urn:xmpp:delay' from='example.test' stamp='[0-9-]{10}T[0-9:]{8}Z'/>", heard);
            }
        }

        using var again = await StanzaClient.Login(server, "ben", "phone");
        await again.Send(again.Fence("end"));
        for (var heard = await again.Next(); !again.IsFence(heard!, "end"); heard = await again.Next()) Assert.DoesNotContain("<body>", heard);
    }

    private static async Task<string> Message(StanzaClient client)
    {
        while (true)
        {
            var heard = await client.Next() ?? throw new IOException("The server closed the connection.");
            if (heard.StartsWith("<message", StringComparison.Ordinal)) return heard;
        }
    }

    private static async Task Fence(StanzaClient client)
    {
        await client.Send(client.Fence("said"));
        while (await client.Next() is { } heard && !client.IsFence(heard, "said")) { }
    }
}
