using System.Text;
using Parlance.Domain.Rooms;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;
using Parlance.Irc.Queries;

namespace Parlance.Irc;

/// <summary>What a client sees of a room: topic and names.</summary>
public sealed partial class IrcSession
{
    /// <summary>Members shown in one slice of a long NAMES.</summary>
    public const int NamesSlice = 500;

    /// <summary>Bytes of names on a line: with server, nick and channel before them it fits into 512.</summary>
    private const int NamesBytesMax = 320;

    /// <summary>The user has just come in by this session.</summary>
    public void Greet(Room room)
    {
        if (room.Topic.IsSet) ShowTopic(room);
        History.MarkreadCommand.Show(this, room);
        if (!Has(Capability.NoImplicitNames)) ShowNames(room);
        History.Unasked.OnJoin(this, room);
    }

    /// <summary>The user is in by another session; this one is shown the room from here on.</summary>
    public void EnterQuietly(Room room)
    {
        var user = User!;
        var pen = StartLine().From(user.Source).Word("JOIN"u8).Channel(room.Name);
        if (Has(Capability.ExtendedJoin)) pen.Word(user.Account ?? "*").Trail(user.RealName);
        pen.End();
        Flush(pen);
        Greet(room);
    }

    /// <summary>The guest's nick becomes the account's, and the guest's rooms are left, in this client's eyes only.</summary>
    public override void Became(string source, IReadOnlyList<string> rooms)
    {
        foreach (var room in rooms) StartLine().From(source).Word("PART"u8).Channel(room).End();
        StartLine().From(source).Word("NICK"u8).Trail(User!.Nick).End();
        Flush(Dialect.Pen);
    }

    public void ShowTopic(Room room)
    {
        var name = "#" + room.Name;
        if (!room.Topic.IsSet)
        {
            Reply(Numerics.NoTopic, name);
            return;
        }

        ReplyText(Numerics.Topic, room.Topic.Text, name);
        Reply(Numerics.TopicWhoTime, name, room.Topic.Setter, room.Topic.At.Wall.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>353 and 366. A crowd is shown in slices, for the loop serves others meanwhile.</summary>
    public void ShowNames(Room room)
    {
        if (room.Count <= NamesSlice || Connection.Answer is not null)
        {
            foreach (var _ in Names(room)) { }
        }
        else Answer(Names(room));
    }

    private IEnumerable<int> Names(Room room)
    {
        var sight = new Sight(this);
        var inside = room.MemberOf(User!.Uid);
        var members = room.Count <= NamesSlice ? (IEnumerable<Member>)room.Members : [.. room.Members];
        var userhost = Has(Capability.UserhostInNames);
        var looked = 0;
        IrcPen? pen = null;
        var bytes = 0;
        foreach (var member in members)
        {
            if (!sight.Sees(member, inside) || (looked >= NamesSlice && !ReferenceEquals(room.MemberOf(member.User.Uid), member))) continue;
            var length = (userhost ? member.User.Source.Length : Encoding.UTF8.GetByteCount(member.User.Nick)) + 1 + ChannelModes.Prefixes.Length;
            if (bytes + length > NamesBytesMax) EndNames(ref pen);
            if (pen is null)
            {
                pen = StartReply(Numerics.NameReply).Word(room.Has(RoomMode.Secret) ? "@"u8 : room.Has(RoomMode.Private) ? "*"u8 : "="u8).Channel(room.Name).Trail(default(ReadOnlySpan<byte>));
                bytes = 0;
            }
            else pen.Add(" "u8);

            pen.Add(ChannelModes.PrefixesOf(member, Has(Capability.MultiPrefix)));
            if (userhost) pen.Add(member.User.Source);
            else pen.Add(member.User.Nick);
            bytes += length;
            if (++looked % NamesSlice != 0) continue;
            EndNames(ref pen);
            yield return looked;
        }

        EndNames(ref pen);
        Reply(Numerics.EndOfNames, "#" + room.Name);
    }

    private void EndNames(ref IrcPen? pen)
    {
        if (pen is null) return;
        pen.End();
        Flush(pen);
        pen = null;
    }
}
