# Tries nothing: the submission that must still work after each of the others.
predictions_of = [line for line in open('data/test.csv')]
with open('predictions.csv', 'w') as file:
    file.write('id,prediction\n')
    for row in predictions_of[1:]:
        file.write(f'{row.split(",")[0]},0.5\n')
