package io.guanxi.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;

/**
 * Axon's dead letters in our table.
 *
 * <p>Axon asks for a page by the index of its first letter within the sequence instead of by its place among the rows. So letters
 * of a long sequence are found twice, and sequences that are not yet to be tried again hide those behind the first ten. Both
 * statements are replaced here.
 */
final class DeadLetters extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

    private static final int PAGE = 100;

    private final DeadLetterSchema schema;

    private DeadLetters(DeadLetterSchema schema, Serializer serializer) {
        super(DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
                .schema(schema)
                .genericSerializer(serializer)
                .eventSerializer(serializer));
        this.schema = schema;
    }

    static SequencedDeadLetterQueue<EventMessage<?>> queue(
            String reaction, Serializer serializer, Names names, Transactions transactions) {
        DeadLetterSchema schema = schema(names);
        return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(reaction)
                .connectionProvider(transactions)
                .transactionManager(transactions)
                .schema(schema)
                .statementFactory(new DeadLetters(schema, serializer))
                .genericSerializer(serializer)
                .eventSerializer(serializer)
                .pageSize(PAGE)
                .build();
    }

    private static DeadLetterSchema schema(Names names) {
        return DeadLetterSchema.builder()
                .deadLetterTable(names.table("dead_letter"))
                .deadLetterIdentifierColumn("letter_id")
                .processingGroupColumn("processing_group")
                .sequenceIdentifierColumn("sequence_identifier")
                .sequenceIndexColumn("sequence_index")
                .messageTypeColumn("message_type")
                .eventIdentifierColumn("event_identifier")
                .timestampColumn("happened_at")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .aggregateTypeColumn("aggregate_type")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .tokenTypeColumn("token_type")
                .tokenColumn("token")
                .enqueuedAtColumn("enqueued_at")
                .lastTouchedColumn("last_touched")
                .processingStartedColumn("processing_started")
                .causeTypeColumn("cause_type")
                .causeMessageColumn("cause_message")
                .diagnosticsColumn("diagnostics")
                .build();
    }

    @Override
    public PreparedStatement letterSequenceStatement(
            Connection connection, String processingGroup, String sequenceId, int offset, int maxSize)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select * from " + schema.deadLetterTable()
                + " where processing_group = ? and sequence_identifier = ? order by sequence_index"
                + " offset ? rows fetch first ? rows only");
        statement.setString(1, processingGroup);
        statement.setString(2, sequenceId);
        statement.setInt(3, offset);
        statement.setInt(4, PAGE);
        return statement;
    }

    @Override
    public PreparedStatement claimableSequencesStatement(
            Connection connection, String processingGroup, Instant processingStartedLimit, int offset, int maxSize)
            throws SQLException {
        String table = schema.deadLetterTable();
        PreparedStatement statement = connection.prepareStatement("select * from " + table + " letter"
                + " where processing_group = ? and sequence_index = (select min(first.sequence_index) from " + table
                + " first where first.processing_group = letter.processing_group"
                + " and first.sequence_identifier = letter.sequence_identifier)"
                + " and (processing_started is null or processing_started < ?)"
                + " order by last_touched, letter_id offset ? rows fetch first ? rows only");
        statement.setString(1, processingGroup);
        statement.setString(2, DateTimeUtils.formatInstant(processingStartedLimit));
        statement.setInt(3, offset);
        statement.setInt(4, maxSize);
        return statement;
    }
}
