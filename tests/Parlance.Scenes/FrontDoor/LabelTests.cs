using Parlance.Live;

namespace Parlance.Scenes.FrontDoor;

/// <summary>A labelled answer so long that it comes in slices, while others talk.</summary>
public sealed class LabelTests(Server server) : IClassFixture<Server>
{
    private const int CrowdMin = 1100;

    [Fact]
    public async Task what_others_say_between_the_slices_is_not_part_of_the_answer()
    {
        var crowd = new List<RawClient>();
        try
        {
            using var ana = await RawClient.Register(server.Live.Port, "sliced", "batch labeled-response message-tags");
            for (var i = 0; i < CrowdMin; i++)
            {
                var one = await RawClient.Connect(server.Live.Port);
                crowd.Add(one);
                await one.Say($"NICK crowd{i}\r\nUSER c 0 * :c\r\nJOIN #crowd\r\n");
            }

            foreach (var one in crowd) await one.Fence();
            await ana.Say("JOIN #crowd\r\n");
            await ana.Fence();
            for (var i = 0; i < 50; i++)
            {
                await ana.Say($"@label=n{i} NAMES #crowd\r\n");
                await crowd[i].Say($"PRIVMSG #crowd :{i}\r\nPRIVMSG #crowd :{i}\r\n");
            }

            foreach (var one in crowd) await one.Fence();
            var (names, ends, chats) = (0, 0, 0);
            while (ends < 50 || chats < 100)
            {
                var line = await ana.Next() ?? throw new IOException("The server closed the connection.");
                var bare = IrcText.Bare(line);
                if (bare.StartsWith("PRIVMSG ", StringComparison.Ordinal))
                {
                    chats++;
                    Assert.StartsWith("@msgid=", line, StringComparison.Ordinal);
                }
                else if (bare.StartsWith("353 ", StringComparison.Ordinal) || bare.StartsWith("366 ", StringComparison.Ordinal))
                {
                    names += bare[2] == '3' ? bare[(bare.IndexOf(" :", StringComparison.Ordinal) + 2)..].Split(' ').Length : 0;
                    Assert.StartsWith("@batch=", line, StringComparison.Ordinal);
                }
                else if (bare.StartsWith("BATCH +", StringComparison.Ordinal)) Assert.StartsWith("@label=n", line, StringComparison.Ordinal);
                else if (bare.StartsWith("BATCH -", StringComparison.Ordinal)) ends++;
            }

            Assert.Equal(50 * (CrowdMin + 1), names);
        }
        finally
        {
            foreach (var one in crowd) one.Dispose();
        }
    }
}
